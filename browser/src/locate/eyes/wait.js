// When the page can be judged, and the loop that looks again whenever it changes. Everything ends at the time it was given.

const LONGEST_LOAD = 3000; // ms: a script of some other host that never comes is not waited for any longer
const timer = window.setTimeout.bind(window);
const turn = (ms) => new Promise((done) => timer(done, ms));

/** Told of what no mutation tells: input, the end of a request, a document that is complete. */
const waiting = new Set();
const wake = () => { for (const tell of [...waiting]) tell(); };
let parsed = document.readyState === "complete";
document.addEventListener("DOMContentLoaded", () => timer(() => { parsed = true; wake(); }, 0), { once: true });

/** Set while the document is about to be replaced. */
let leaving = null;
const leave = (url) => { leaving = { url: String(url), at: performance.now() }; };
const stay = () => { leaving = null; wake(); };
const isLeaving = () => leaving !== null;
if (window.navigation?.addEventListener) {
  navigation.addEventListener("navigate", (event) => {
    if (event.hashChange || event.downloadRequest !== null || event.destination.sameDocument) return;
    leave(event.destination.url);
    // Handlers that come later may keep it within the document.
    timer(() => { if (event.defaultPrevented) stay(); }, 0);
  });
  for (const kind of ["navigatesuccess", "navigateerror", "currententrychange"]) navigation.addEventListener(kind, stay);
} else {
  addEventListener("beforeunload", () => leave("another page"));
}
// A document that the browser had kept for the way back is there again.
addEventListener("pageshow", (event) => { if (event.persisted) stay(); });
addEventListener("submit", (event) => {
  if (event.defaultPrevented || (event.target.target && event.target.target !== "_self") || event.target.method === "dialog") return;
  const before = leaving;
  leave(event.target.action);
  // The submission follows in a task of its own; if no navigation comes of it, the page stays.
  const mine = leaving;
  timer(() => { if (leaving === mine && !before && window.navigation) stay(); }, 300);
});

/** What keeps the page from being judged: `leaving`, `loading`, `busy`, or null. */
function unsettled() {
  if (leaving) return "leaving";
  if (holdUp() && !hold.told) return "loading";
  if (document.readyState === "loading" && !document.body) return "loading";
  if (document.readyState === "loading" || !domLoaded()) return performance.now() - arrival() < longestLoad() ? "loading" : null;
  if (isBlank() && performance.now() - arrival() < LONGEST_LOAD) return "loading";
  return inTime() ? "busy" : null;
}
/** When the document began to arrive: its server may have thought about it for long. */
function arrival() {
  return performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
}
/** Eyes that came late have not heard of it. */
function domLoaded() {
  parsed ||= document.readyState === "complete" || (performance.getEntriesByType("navigation")[0]?.domContentLoadedEventStart ?? 1) > 0;
  return parsed;
}

/** What is known of the document as a whole. */
function pageState() {
  const entry = performance.getEntriesByType("navigation")[0];
  const broken = location.protocol === "chrome-error:" || /^about:neterror/.test(document.documentURI);
  const state = unsettled();
  // Told once; again only while there is nothing that anybody could have touched.
  const heldBy = hold && (isOverdue() || (hold.told && !document.body)) ? hold.by : null;
  if (heldBy) hold.told = true;
  return {
    url: location.href, title: document.title, status: entry?.responseStatus || null, unsettled: state, leaving: leaving?.url ?? null,
    waits_for: open.values().next().value?.url ?? hold?.by[0] ?? null, held_by: heldBy ?? [], held_ms: heldBy ? Math.round(performance.now() - hold.since) : 0,
    error: broken ? norm(document.querySelector(".error-code,#errorCode,#errorLongDesc")?.textContent) || "the browser shows an error page" : null,
  };
}

/** Waits until the document changes, something else is told of, or `ms` have gone. */
function change(ms) {
  return new Promise((done) => {
    const observer = new MutationObserver(() => finish());
    const finish = () => {
      if (!waiting.delete(finish)) return;
      observer.disconnect();
      done();
    };
    waiting.add(finish);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    timer(finish, ms);
  });
}

/** Looks until the answer is `ok`, again at each change of the page, at most `within` ms; then says what it last saw. */
async function until(within, look) {
  expectPresses();
  const end = performance.now() + within;
  for (;;) {
    const held = unsettled();
    let seen = null;
    if (!held) {
      pass = newPass();
      coverTwins();
      seen = look();
      if (seen.ok) return seen;
    }
    const left = end - performance.now();
    if (left <= 0 || isOverdue()) return { ...(seen ?? no(held, "the page is still loading")), page: pageState() };
    await change(Math.min(left, held ? 10 : 50));
  }
}
