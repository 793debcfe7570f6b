// What a document misses before it can be read on or shown, and which outside hosts hold it up.

const LONGEST_HELD = 2000; // ms: as long as a customer may bear with a blank page; hosts that live answer sooner, and what keeps it blank any longer is told

const fetched = (address) => performance.getEntriesByName(address).length > 0;
/** Scripts that the document runs in their order, before it has been read or as its reading ends. */
const scriptsInOrder = () => [...document.scripts].filter((one) => one.src && !one.async && !one.noModule && /^$|javascript|ecmascript|^module$/i.test(one.type.trim()));
const isMissing = (address) => /^https?:/.test(address) && !fetched(address);
/** Style sheets without which nothing is painted. */
function sheetsAwaited() {
  const found = [];
  for (const holder of document.querySelectorAll("link[rel~=stylesheet i][href],style")) {
    if (holder.disabled || (holder.media && !matchMedia(holder.media).matches)) continue;
    if (holder.href && !holder.sheet) found.push(holder.href);
    let rules = [];
    try { rules = holder.sheet?.cssRules ?? []; } catch { /* of another host: it is there */ }
    for (const rule of rules) {
      if (!(rule instanceof CSSImportRule)) break;
      if (!rule.styleSheet) found.push(new URL(rule.href, holder.href || document.baseURI).href);
    }
  }
  return found.filter(isMissing);
}
const painted = () => performance.getEntriesByType("paint").length > 0;

/** What the document misses, when all of it is of outside hosts: addresses. */
function missedOfOthers() {
  if (document.readyState === "complete") return [];
  const scripts = domLoaded() ? [] : scriptsInOrder().map((one) => one.src).filter(isMissing);
  const missing = [...scripts, ...(domLoaded() && painted() ? [] : sheetsAwaited())];
  return missing.some(isOwn) ? [] : missing;
}
/** Of these, what keeps the document from being read on or shown, or holds up the page's own scripts; null when nothing does. */
function heldUpBy() {
  const missing = missedOfOthers();
  if (!missing.length) return null;
  if (document.readyState === "loading" || (!painted() && sheetsAwaited().length)) return missing;
  const inOrder = scriptsInOrder().map((one) => one.src);
  return inOrder.slice(inOrder.indexOf(missing[0]) + 1).some(isOwn) ? missing : null;
}
/** Whether nothing is painted yet, for want of a style sheet of the page's own. */
const isBlank = () => document.readyState !== "complete" && !painted() && sheetsAwaited().some(isOwn);
/** What has held the document up, and since when it has been seen to; `told` once that has been handed out. */
let hold = null;
function holdUp() {
  // Only a whole page is asked for anew, never a frame of one.
  const by = window.top === window ? heldUpBy() : null;
  if (!by) hold = null;
  else if (hold?.by[0] !== by[0]) hold = { by, since: performance.now(), told: false };
  return hold;
}
/** Whether the document has been held up for too long, and nobody has been told. */
const isOverdue = () => hold !== null && !hold.told && performance.now() - hold.since >= LONGEST_HELD;
/** How long a document may take to load. */
const longestLoad = () => (missedOfOthers().length ? LONGEST_OUTSIDE : LONGEST_LOAD);
