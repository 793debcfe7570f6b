// What nobody may read in a picture, in a message or in the page's source: passwords, cards, codes.

const marked = new WeakSet();
/** What was typed into fields that are secret, in this document. */
const typedSecrets = new Set();

/** Whether what is in a field must not be repeated anywhere. */
function secret(element) {
  return element.type === "password" || marked.has(element) || /\b(cc-number|cc-csc|cc-exp|cc-exp-month|cc-exp-year|one-time-code|current-password|new-password)\b/.test(element.getAttribute?.("autocomplete") ?? "");
}

function cover(element) {
  marked.add(element);
  element.style.setProperty("-webkit-text-security", "disc", "important");
}

/** Covers a field before this is typed into it, and the fields that the page puts in its place: before they are painted. */
function coverFor(element, words) {
  cover(element);
  if (typedSecrets.size === 0) {
    const again = () => [...document.querySelectorAll("input,textarea")].filter((field) => !marked.has(field) && typedSecrets.has(essence(field.value))).forEach(cover);
    new MutationObserver(again).observe(document, { childList: true, subtree: true });
  }
  // One or two signs stand in many a field.
  if (essence(words).length > 2) typedSecrets.add(essence(words));
}

// Fields that ask for card data are covered in every picture, whoever fills them.
try {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("input[autocomplete~='cc-number'],input[autocomplete~='cc-csc'],input[autocomplete~='cc-exp']{-webkit-text-security:disc!important}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
} catch { /* an old engine: fields that we fill are covered all the same */ }
