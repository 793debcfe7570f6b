// What arrives in a field, and whether the field keeps it.

/** What of a value must be kept, whatever a mask does with it: letters and digits. */
const essence = (value) => norm(value).normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") || norm(value);
/** Whether a field holds what was typed: masks may group letters and digits, but not in fields where every sign counts. */
function keeps(element, value, words) {
  if (/^(email|url|search|number)$/.test(element.type)) return fold(value) === fold(words);
  return element.type === "password" ? value === words : essence(value) === essence(words);
}
let held = null;
/** The fields that are typed into one after the other, by the id of the request that made them ready. */
const typedInto = new Map();
/** Hears, after the page's own handlers have, what arrives in a field. */
function listenTo(element, id) {
  const view = element.ownerDocument.defaultView;
  const heard = (event) => {
    if (event.type === "keyup" && event.isTrusted) typing.ups += 1;
    wake();
  };
  const typing = { element, ups: 0, release: () => ["input", "keyup"].forEach((kind) => view.removeEventListener(kind, heard)) };
  ["input", "keyup"].forEach((kind) => view.addEventListener(kind, heard));
  typedInto.set(id, typing);
}
/** Whether a field shows the words it was given once all keys have come up, at the latest after `within` ms. */
async function holding({ id, words, locator, keys }, within) {
  const end = performance.now() + within;
  for (;;) {
    pass = newPass();
    const typing = typedInto.get(id);
    let element = typing?.element ?? null;
    if (!element?.isConnected) element = withoutTwins(resolve(locator).found).find(visible) ?? element;
    const value = element ? valueOf(element) : null;
    const same = value !== null && keeps(element, value, words);
    const arrived = !typing || typing.ups >= (keys ?? 0);
    if ((same && arrived) || performance.now() > end) return { kept: same, value: element && secret(element) ? `${(value ?? "").length} characters` : value };
    await change(10);
  }
}
