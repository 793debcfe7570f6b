// What nobody may read in a picture, in a message or in the page's source: passwords, cards, codes.

const marked = new WeakSet();
/** What was typed into fields that are secret, in this document and in the frames and shadow roots that belong to it. */
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
  // One or two signs stand in many a field.
  if (essence(words).length > 2) typedSecrets.add(essence(words));
  coverTwins();
}

/** The documents and shadow roots in which what is put in is looked at before it is painted. */
const overseen = new WeakSet();
const overseer = new MutationObserver((changes) => {
  const added = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.nodeType === 1);
  // A component brings a shadow root, a frame brings a document.
  new Set([...changes.map((change) => change.target.getRootNode()), ...added.flatMap(rootsOf)]).forEach(coverIn);
});

/** Covers the fields of one root that show what was typed in secret, and those that come later. */
function coverIn(root) {
  if (root.nodeType !== 1 && !overseen.has(root)) {
    overseen.add(root);
    overseer.observe(root, { childList: true, subtree: true });
    // What a frame loads is no change of the document around it.
    root.addEventListener("load", ({ target }) => target.localName === "iframe" && rootsOf(target.getRootNode()).forEach(coverIn), true);
  }
  for (const field of root.querySelectorAll("input,textarea")) if (!marked.has(field) && typedSecrets.has(essence(field.value))) cover(field);
}

/** The same everywhere. Each look does it, once something was typed in secret: a frame may have another document by now. */
function coverTwins() {
  if (typedSecrets.size > 0) passRoots().forEach(coverIn);
}

// Fields that ask for card data are covered in every picture, whoever fills them.
try {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("input[autocomplete~='cc-number'],input[autocomplete~='cc-csc'],input[autocomplete~='cc-exp']{-webkit-text-security:disc!important}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
} catch { /* an old engine: fields that we fill are covered all the same */ }
