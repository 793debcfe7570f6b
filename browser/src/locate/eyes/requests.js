// Whose an address is, and what the page's own scripts have asked for without an answer yet.

const LONGEST_REQUEST = 3000; // ms: longer ones are polls and streams
const LONGEST_OUTSIDE = 300; // ms: for a host that is not the page's own and has not answered yet

/** Whether an address belongs to the page's own host: the same, one below it (without `www.`), or one of those the shop has beside it. */
function isOwn(address) {
  let host;
  try {
    host = new URL(address, document.baseURI).hostname;
  } catch {
    return true;
  }
  const below = (own) => host === own || host.endsWith(`.${own}`);
  return !host || below(location.hostname.replace(/^www\./, "")) || OWN.some(below);
}
/** Hosts that are not the page's own and have answered. */
const answered = new Set();
const hostOf = (address) => new URL(address, document.baseURI).host;

/** Requests of the page's own scripts that are on their way: where to, and when they began. */
const open = new Map();
let requests = 0;
function begin(url) {
  const id = ++requests;
  const patient = isOwn(url) || answered.has(hostOf(url));
  open.set(id, { url, at: performance.now(), longest: patient ? LONGEST_REQUEST : LONGEST_OUTSIDE });
  return () => timer(() => {
    open.delete(id);
    if (!patient) answered.add(hostOf(url));
    wake();
  }, 0);
}
function watch(holder, method, around) {
  const original = holder?.[method];
  if (typeof original === "function") holder[method] = new Proxy(original, { apply: (target, self, args) => around(() => Reflect.apply(target, self, args), self, args) });
}
const whilePending = (url) => (call, self, args) => {
  const end = begin(url(self, args));
  try {
    const promise = call();
    promise.then(end, end);
    return promise;
  } catch (error) {
    end();
    throw error;
  }
};
watch(window, "fetch", whilePending((_, [asked]) => String(asked?.url ?? asked)));
for (const method of ["json", "text", "blob", "arrayBuffer", "formData"]) watch(window.Response?.prototype, method, whilePending((answer) => answer.url));
const addresses = new WeakMap();
watch(window.XMLHttpRequest?.prototype, "open", (call, request, [, url]) => {
  addresses.set(request, String(url));
  return call();
});
watch(window.XMLHttpRequest?.prototype, "send", (call, request) => {
  const end = begin(addresses.get(request) ?? "");
  request.addEventListener("loadend", end, { once: true });
  return call();
});

const inTime = () => { const now = performance.now(); return [...open.values()].some(({ at, longest }) => now - at < longest); };
