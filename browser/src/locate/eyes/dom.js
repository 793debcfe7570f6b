// What is in the document and whether a person can see it. Open shadow roots and same-origin frames are part of it.

/** White space collapsed, ends trimmed. */
const norm = (text) => String(text ?? "").replace(/[\s\u00a0\u202f\u2007\u200b\ufeff]+/g, " ").trim();
/** For comparing: no case, one kind of apostrophe, no marks of required fields, no private-use characters of icon fonts. */
const fold = (text) => norm(String(text ?? "").replace(/[\ue000-\uf8ff]/g, " ").replace(/[\u2018\u2019\u02bc]/g, "'")).toLowerCase().replace(/\s*[*:]+(?=\s|$)/g, "").replace(/^[*:]+\s*/, "").trim();

/** `scope` and every open shadow root and same-origin document below it. */
function rootsOf(scope) {
  const roots = [scope];
  for (let at = 0; at < roots.length; at++) {
    if (roots[at].shadowRoot) roots.push(roots[at].shadowRoot);
    for (const element of roots[at].querySelectorAll("*")) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      else if (element.localName === "iframe" || element.localName === "frame") {
        const inner = documentIn(element);
        if (inner) roots.push(inner);
      }
    }
  }
  return roots;
}

/** The document in a frame, where script may reach it. */
function documentIn(frame) {
  try {
    const inner = frame.contentDocument;
    return inner && inner.documentElement ? inner : null;
  } catch {
    return null;
  }
}

/** What a selector begins with that means one frame of another site, by the beginning of its address: `in https://host/ >> button`. */
const IN_FRAME = /^in (\S+) >> /;

/** All elements that answer to a CSS selector below `scope`, shadow roots and same-origin frames included. */
function all(selector, scope) {
  const found = [];
  const [prefix, address] = selector.match(IN_FRAME) ?? [""];
  if (prefix) {
    if (window.parent === window || !location.href.startsWith(address)) return found;
    selector = selector.slice(prefix.length);
  }
  for (const root of scope ? rootsOf(scope) : passRoots()) found.push(...root.querySelectorAll(selector));
  return found;
}

/** The parent as it is drawn: through slots and shadow hosts; out of frames when `out` says so. */
function parentOf(element, out) {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if (root.host) return root.host;
  if (!out || root.nodeType !== 9) return null;
  try {
    return root.defaultView && root.defaultView.frameElement;
  } catch {
    return null;
  }
}

/** Whether `outer` is `inner` or holds it, through shadow roots and same-origin frames. */
function holds(outer, inner) {
  for (let at = inner; at; at = parentOf(at, true)) if (at === outer) return true;
  return false;
}

/** Whether styles let it be drawn at all. */
function drawn(element) {
  if (!element.isConnected) return false;
  if (element.checkVisibility) return element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });
  const style = element.ownerDocument.defaultView.getComputedStyle(element);
  return style.visibility === "visible" && element.getClientRects().length > 0;
}

/** Whether a person can see it: drawn, with an area of its own or of something inside it, in a frame that is seen. */
function visible(element) {
  if (pass.visible.has(element)) return pass.visible.get(element);
  const seen = visibleNow(element);
  pass.visible.set(element, seen);
  return seen;
}

function visibleNow(element) {
  const view = element.ownerDocument.defaultView;
  if (!element.isConnected || !view) return false;
  // What has no box of its own may hold others that have; styles are asked for where it matters: they are costly.
  if (!drawn(element)) return view.getComputedStyle(element).display === "contents" && [...element.children].some(visible);
  const box = element.getBoundingClientRect();
  if (box.width <= 0 || box.height <= 0) return view.getComputedStyle(element).overflow !== "hidden" && [...element.children].some(visible);
  const frame = view !== window && parentOf(element.ownerDocument.documentElement, true);
  return !frame || visible(frame);
}

/** Hidden from assistive technology, and so without a share in any name. */
function silent(element) {
  return element.getAttribute("aria-hidden") === "true" || !(element.getClientRects().length > 0 || drawn(element) || element.localName === "option");
}

/** The text a person reads there, fields by their value. */
function textOf(element) {
  if ("value" in element && /^(input|textarea|select)$/.test(element.localName)) {
    return norm(element.localName === "select" ? element.selectedOptions[0]?.textContent : element.value);
  }
  return norm(element.innerText ?? element.textContent);
}

/** What has been computed in this look; nothing is kept between looks. */
let pass = newPass();
function newPass() {
  return { visible: new Map(), names: new Map(), paths: new Map(), roots: null, dialog: null };
}
function passRoots() {
  pass.roots ??= rootsOf(document);
  return pass.roots;
}
