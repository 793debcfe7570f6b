// When the page can be judged, and the loop that looks again whenever it changes. Everything ends at the time it was given.

const LONGEST_LOAD = 3000; // ms: a script of some other host that never comes is not waited for any longer
const LONGEST_REQUEST = 3000; // ms: longer ones are polls and streams
const LONGEST_OUTSIDE = 300; // ms: for a host that is not the page's own and has not answered yet
const LONGEST_HELD = 2000; // ms: as long as a customer may bear with a blank page; hosts that live answer sooner, and what keeps it blank any longer is told
const timer = globalThis.setTimeout.bind(globalThis);
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
if (globalThis.navigation?.addEventListener) {
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
  timer(() => { if (leaving === mine && !before && globalThis.navigation) stay(); }, 300);
});

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
watch(globalThis, "fetch", whilePending((_, [asked]) => String(asked?.url ?? asked)));
for (const method of ["json", "text", "blob", "arrayBuffer", "formData"]) watch(globalThis.Response?.prototype, method, whilePending((answer) => answer.url));
const addresses = new WeakMap();
watch(globalThis.XMLHttpRequest?.prototype, "open", (call, request, [, url]) => {
  addresses.set(request, String(url));
  return call();
});
watch(globalThis.XMLHttpRequest?.prototype, "send", (call, request) => {
  const end = begin(addresses.get(request) ?? "");
  request.addEventListener("loadend", end, { once: true });
  return call();
});

const inTime = () => { const now = performance.now(); return [...open.values()].some(({ at, longest }) => now - at < longest); };

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
  const by = globalThis.top === globalThis ? heldUpBy() : null;
  if (!by) hold = null;
  else if (hold?.by[0] !== by[0]) hold = { by, since: performance.now(), told: false };
  return hold;
}
/** Whether the document has been held up for too long, and nobody has been told. */
const isOverdue = () => hold !== null && !hold.told && performance.now() - hold.since >= LONGEST_HELD;
/** How long a document may take to load. */
const longestLoad = () => (missedOfOthers().length ? LONGEST_OUTSIDE : LONGEST_LOAD);

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
      seen = look();
      if (seen.ok) return seen;
    }
    const left = end - performance.now();
    if (left <= 0 || isOverdue()) return { ...(seen ?? no(held, "the page is still loading")), page: pageState() };
    await change(Math.min(left, held ? 10 : 50));
  }
}

const eyes = {
  norm, fold, all, visible, describe, landed, stay, page: pageState, strayed: () => strayed,
  text: textOf, name: (element) => nameOf(element), role: roleOf, hints: hintsOf, path: pathTo, selector: selectorOf,
  /** Long functions that a tab has been taught, by the hash of their source. */
  taught: new Map(),
  /** The document's HTML, with what secret fields hold left out. */
  source: () => {
    if (!document.documentElement) return "";
    const fields = document.querySelectorAll("input,textarea");
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll("input,textarea").forEach((field, at) => {
      if (!secret(fields[at])) return;
      if (field.hasAttribute("value")) field.setAttribute("value", "[hidden]");
      if (field.localName === "textarea") field.textContent = "";
    });
    return copy.outerHTML;
  },

  /** The state of the document, once it has come. */
  arrived: async (within) => {
    expectPresses();
    const end = performance.now() + within;
    while (/loading|leaving/.test(unsettled()) && performance.now() < end && !isOverdue()) await change(Math.min(50, end - performance.now()));
    return pageState();
  },

  /** The elements that a locator (as JSON) means, visible ones first. */
  find: (locator) => withoutTwins(resolve(locator).found),

  /** What a locator means and a person sees, each one for itself: links that lead to the same place are several. */
  seen: (locator) => {
    const found = resolve(locator).found.filter(visible);
    return found.filter((element) => !found.some((other) => other !== element && holds(element, other)));
  },

  /** What a person can tell of a control, and whether it holds `words`. What is secret is told by its length. */
  state: (element, words) => {
    const value = valueOf(element) ?? "";
    const held = element.localName === "select" ? textOf(element) : value;
    const told = secret(element) ? `${value.length} characters` : `"${cut(norm(held), 120)}"`;
    return { what: describe(element), told, holds: norm(held) === norm(words), disabled: disabled(element), checked: Boolean(checkedState(element)) };
  },

  /** Finds the element and makes it ready for what is wanted; see `act.rs` for what comes and goes. */
  prepare: (request) => until(request.within, () => {
    if (request.want === "upload") return handOut(request);
    const found = one(request);
    if (!found.ok) return found;
    const { element, by, at } = found;
    const what = describe(element);
    if (request.want === "text") return { ok: true, what, text: textOf(element) };
    if (request.want === "shown") return { ok: true, what };
    if (request.want === "scroll") {
      element.scrollIntoView({ block: "center", behavior: "instant" });
      return { ok: true, what };
    }
    if (request.want === "check" && checkedState(element) === request.on) return { ok: true, what, done: true };
    const usable = ready(request, element, by);
    if (!usable.ok) return usable;
    if (request.want === "choose") return { what, ...chooseOption(element, request.words) };
    if (request.want === "fill") {
      if (request.secret) {
        marked.add(element);
        element.style.setProperty("-webkit-text-security", "disc", "important");
      }
      if (/^(date|time|datetime-local|month|week|color|range)$/.test(element.type)) {
        element.focus({ preventScroll: true });
        const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
        setNatively(element, () => setter.call(element, request.words));
        return element.value === request.words ? { ok: true, what, done: true } : no("kept", `${what} does not take "${request.words}"`);
      }
      selectAll(element);
      listenTo(element, request.id);
    } else if (request.want === "click" || request.want === "check") {
      watchPress(by ?? element, request.id, request.times ?? 1);
      held = { id: request.id, element };
    }
    return { ok: true, what, at, point: usable.point };
  }),

  /** Drags as the platform does, when what is at the first point can be dragged so; tells whether it was. */
  drag: ({ from, to }) => {
    const source = document.elementFromPoint(from.x, from.y)?.closest("[draggable=true]");
    const target = document.elementFromPoint(to.x, to.y);
    if (!source || !target) return false;
    const dataTransfer = new DataTransfer();
    const fire = (element, kind, at) => element.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, composed: true, clientX: at.x, clientY: at.y, dataTransfer }));
    if (!fire(source, "dragstart", from)) return true;
    fire(target, "dragenter", to);
    // Only what says so by cancelling takes it.
    if (!fire(target, "dragover", to)) fire(target, "drop", to);
    fire(source, "dragend", to);
    return true;
  },

  /** Not there any more, or not to be seen. */
  gone: (request) => until(request.within, () => {
    const seen = resolve(request.locator).found.filter(visible);
    return seen.length ? no("shown", `${describe(seen[0])} is still there`) : { ok: true };
  }),

  /** What a field holds after typing; waits a moment for masks and live validation to have their say. */
  kept: async ({ id, words, locator, keys, within, before }) => {
    await turn(0);
    const answer = await holding({ id, words, locator, keys }, within);
    // What was typed into the fields before this one must have stayed as well.
    const lost = await Promise.all(before.map(async (one) => {
      const shown = await holding(one, 0);
      return !shown.kept && shown.value !== null;
    }));
    typedInto.forEach((typing) => typing.release());
    typedInto.clear();
    return { ...answer, lost: lost.flatMap((gone, at) => (gone ? [at] : [])) };
  },

  /** As soon as the text has arrived, the next field is made ready; `next` is null when that needs a look of its own. */
  typedThenPrepare: async ({ sent, next }) => {
    const answer = await holding(sent, sent.within);
    const ready = answer.kept ? await eyes.prepare(next) : null;
    return { ...answer, next: ready?.ok ? ready : null };
  },

  /** After a check: whether the box is as it should be. */
  checked: async ({ id, on, within, locator }) => {
    const end = performance.now() + within;
    for (;;) {
      pass = newPass();
      let element = held?.id === id ? held.element : null;
      if (!element?.isConnected) element = withoutTwins(resolve(locator).found)[0];
      if ((element && checkedState(element) === on) || performance.now() > end) return { kept: Boolean(element) && checkedState(element) === on };
      await change(10);
    }
  },

  /** Runs `script` until its value differs from `previous` (JSON), at most `within` ms; the page is settled when it runs. */
  look: async (script, { args, previous, within }) => {
    let value = null;
    const seen = await until(within, () => {
      value = script(args, eyes);
      // Half a sign, where a text was cut, is no text for whoever reads it.
      const json = JSON.stringify(value ?? null, (_, one) => (typeof one === "string" ? one.toWellFormed?.() ?? one : one));
      return json === previous ? no("same", "") : { ok: true, json };
    });
    return seen.ok ? { json: seen.json, url: location.href } : { json: seen.why === "same" ? previous : null, page: seen.page };
  },
};
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

// Fields that ask for card data are covered in every picture, whoever fills them.
try {
  const cover = new CSSStyleSheet();
  cover.replaceSync("input[autocomplete~='cc-number'],input[autocomplete~='cc-csc'],input[autocomplete~='cc-exp']{-webkit-text-security:disc!important}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, cover];
} catch { /* an old engine: fields that we fill are covered all the same */ }

Object.defineProperty(globalThis, NAME, { value: eyes, enumerable: false, configurable: true });
return eyes;
