// Whether a customer could use it now, and making it ready for the hand that comes next.

const no = (why, say, details) => ({ ok: false, why, say, details: details ?? [] });

/** The one element that a locator means, or why there is none. */
function one(request) {
  const resolved = resolve(request.locator);
  pass.dialog ??= all(DIALOG).some(visible);
  const free = pass.dialog ? resolved.found.filter((element) => !heldBack(element)) : resolved.found;
  let found = withoutTwins(free);
  const front = !found.length && !/^(shown|text)$/.test(request.want) && resolved.found.some(visible) && all(DIALOG).filter(visible).pop();
  if (front) return no("covered", `${describe(resolved.found.find(visible))} is covered by ${describe(front)}`, [`in front: "${cut(norm(front.innerText), 120)}"`]);
  if (!found.length) return no("none", "nothing on the page is that", nearest(resolved.locator, resolved));
  const seen = found.filter(visible);
  if (!seen.length) {
    // Natives hidden behind a drawn twin are used through their label.
    const labelled = request.want === "check" || request.want === "click" ? found.filter((element) => [...(element.labels ?? [])].some(visible)) : [];
    if (labelled.length !== 1) return no("hidden", "it is there, but hidden", found.slice(0, MOST_NAMED).map(describe));
    return { ok: true, element: labelled[0], by: [...labelled[0].labels].find(visible), at: resolved.at };
  }
  if (seen.length > 1 && !resolved.locator.first) {
    const own = seen.filter((element) => !inPageFrame(element));
    if (own.length === 1) return { ok: true, element: own[0], at: resolved.at };
    return no("many", `${seen.length} things on the page are that`, seen.slice(0, MOST_NAMED).map((element) => `${describe(element)} ${whereabouts(element)}, css \`${selectorOf(element)}\``));
  }
  return { ok: true, element: seen[0], at: resolved.at };
}

/** What stands in the head or foot of every page; it is meant only when nothing on the page itself is called so. */
function inPageFrame(element) {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    if (/^(main|article|section|dialog)$/.test(at.localName)) return false;
    if (/^(header|footer|nav)$/.test(at.localName) || /^(banner|contentinfo|navigation)$/.test(at.getAttribute("role"))) return true;
  }
  return false;
}

/** Disabled by itself, by a fieldset, or by ARIA. */
function disabled(element) {
  if (element.matches(":disabled")) return true;
  for (let at = element; at; at = parentOf(at)) {
    const said = at.getAttribute("aria-disabled");
    if (said) return said === "true";
  }
  return false;
}

function editable(element) {
  if (element.localName === "textarea" || (element.localName === "input" && !/^(button|submit|reset|image|checkbox|radio|file|hidden)$/.test(element.type))) return true;
  return element.isContentEditable;
}

const RUNS = ["left", "right", "top", "bottom", "marginTop", "marginRight", "marginBottom", "marginLeft"];
const FAR = 24; // px

/** How far an animation takes a length, in pixels. */
function travel(frames, property) {
  const lengths = frames.map((frame) => Number.parseFloat(frame[property])).filter(Number.isFinite);
  return lengths.length > 1 ? Math.max(...lengths) - Math.min(...lengths) : 0;
}

/** Whether an animation or transition is moving it, or anything that holds it. */
function moving(element) {
  for (const animation of element.ownerDocument.getAnimations?.() ?? []) {
    const target = animation.effect?.target;
    if (animation.playState !== "running" || !target || !holds(target, element)) continue;
    const timing = animation.effect.getComputedTiming();
    const frames = animation.effect.getKeyframes();
    if (timing.iterations === Infinity || timing.endTime === Infinity) {
      // What pulses or bounces for ever can be pressed; what runs away for ever cannot.
      if (RUNS.some((property) => travel(frames, property) > FAR)) return true;
      continue;
    }
    const changes = frames.flatMap((frame) => Object.keys(frame));
    if (changes.some((property) => /^(transform|translate|scale|rotate|left|right|top|bottom|inset.*|margin.*|width|height|max.*|grid.*|flex.*|offset.*)$/.test(property))) return true;
  }
  return false;
}

/** Where frames put the element's document, in pixels of the outermost document that script can reach. */
function frameOffset(element) {
  let [x, y] = [0, 0];
  for (let view = element.ownerDocument.defaultView; view !== window && view.frameElement; view = view.parent) {
    const frame = view.frameElement;
    const box = frame.getBoundingClientRect();
    x += box.x + frame.clientLeft;
    y += box.y + frame.clientTop;
  }
  return { x, y };
}

/** What a pointer at that point of the element's own document would reach. */
function reached(element, x, y) {
  let hit = element.ownerDocument.elementFromPoint(x, y);
  while (hit?.shadowRoot && hit !== element) {
    const inner = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  return hit;
}

/** Whether reaching `hit` is as good as reaching `element`: part of it, or a label of it. */
function serves(element, hit) {
  if (!hit) return false;
  if (holds(element, hit)) return true;
  const label = hit.closest?.("label");
  return Boolean(label && (label.control === element || label.contains(element)));
}

/** A point where a customer would press, brought into view; or what stands in the way. */
function pressPoint(element) {
  const view = element.ownerDocument.defaultView;
  const inView = (box) => box.top >= 0 && box.left >= 0 && box.bottom <= view.innerHeight && box.right <= view.innerWidth;
  if (!inView(element.getBoundingClientRect())) element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  for (let outer = view; outer !== window && outer.frameElement; outer = outer.parent) {
    const box = outer.frameElement.getBoundingClientRect();
    if (box.top < 0 || box.bottom > outer.parent.innerHeight) outer.frameElement.scrollIntoView({ block: "center", behavior: "instant" });
  }
  const boxes = [...element.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const box = boxes[0] ?? element.getBoundingClientRect();
  let obstacle = null;
  for (const [right, down] of [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.25], [0.5, 0.75]]) {
    const [x, y] = [box.x + box.width * right, box.y + box.height * down];
    if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) continue;
    const hit = reached(element, x, y);
    if (serves(element, hit)) {
      const offset = frameOffset(element);
      const outer = view === window ? null : document.elementFromPoint(x + offset.x, y + offset.y);
      if (!outer || holds(outer, element)) return { x: x + offset.x, y: y + offset.y };
      obstacle = outer;
    }
    obstacle ??= hit;
  }
  return { obstacle };
}

/** Whether the element can be used as `want` asks; with the point to press where one is needed. */
function ready(request, element, by) {
  if (request.want !== "hover" && disabled(element)) return no("disabled", `${describe(element)} is disabled`);
  if (request.want === "fill") {
    if (!editable(element)) return no("readonly", `${describe(element)} is not a field to type in`);
    if (element.readOnly) return no("readonly", `${describe(element)} is read-only`);
  }
  const target = by ?? element;
  if (moving(target)) return no("moving", `${describe(element)} is still moving`);
  const point = pressPoint(target);
  if (point.x === undefined) {
    const what = point.obstacle ? `${describe(element)} is covered by ${describe(point.obstacle)}` : `${describe(element)} is outside of what can be seen`;
    return no("covered", what, point.obstacle ? [`in front: ${describe(point.obstacle)}: "${cut(norm(point.obstacle.innerText), 120)}"`] : []);
  }
  return { ok: true, point };
}

/** Watches whether the next press reaches the element it was meant for; keeps it from reaching anything else. */
let guard = null;
const PRESSES = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];

/** A document that nobody has looked at takes no press: that was meant for the document before it. */
let [lookedAt, strayed] = [false, false];
function stray(event) {
  // A click by a key has no count.
  if (lookedAt || !event.isTrusted || (event.type === "click" && event.detail === 0)) return;
  // What only comes up here went down in the document before.
  strayed ||= /down$/.test(event.type);
  event.preventDefault();
  event.stopImmediatePropagation();
}
const expectPresses = () => { lookedAt = true; };
if (window === window.top) PRESSES.forEach((kind) => addEventListener(kind, stray, true));

const REST_OF_PRESS = 200; // ms: what is left of a press that was taken back comes within this time
function watchPress(element, id, times) {
  guard?.release();
  const view = element.ownerDocument.defaultView;
  const state = { id, pressed: false, clicks: 0, missed: null, release: () => PRESSES.forEach((kind) => view.removeEventListener(kind, judge, true)) };
  state.over = new Promise((done) => { state.end = done; });
  function judge(event) {
    if (!event.isTrusted) return;
    const meant = !isLeaving() && serves(element, event.composedPath()[0]);
    // The rest of a double click goes to whatever the first one has brought there, as a customer's would.
    if (state.clicks === 0 && (state.missed || (!state.pressed && !meant))) {
      if (!state.missed) timer(state.end, REST_OF_PRESS);
      state.missed ??= isLeaving() ? "the next page" : describe(event.composedPath()[0]);
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      state.pressed = true;
    }
    if (event.type !== "click") return;
    // It may have moved away between going down and coming up.
    if (state.clicks === 0 && !serves(element, event.composedPath()[0])) state.missed ??= describe(event.composedPath()[0]);
    state.clicks += 1;
    if (state.missed || state.clicks === times) state.end();
    else timer(state.end, REST_OF_PRESS);
  }
  PRESSES.forEach((kind) => view.addEventListener(kind, judge, true));
  guard = state;
}

/** Tells, after a press, whether it reached its element. What is asked next runs after the page has handled the click. */
async function landed(id, within) {
  const state = guard;
  if (!state || state.id !== id) return null;
  timer(state.end, within);
  await state.over;
  state.release();
  guard = null;
  return { landed: state.pressed && !state.missed, missed: state.missed };
}

/** Selects what is in a field, so that what is typed next replaces it. */
function selectAll(element) {
  element.focus({ preventScroll: true });
  if (element.isContentEditable && !("select" in element)) {
    const range = element.ownerDocument.createRange();
    range.selectNodeContents(element);
    const selection = element.ownerDocument.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  } else {
    element.select();
  }
}

const valueOf = (element) => ("value" in element ? element.value : element.textContent);

/** Sets a value as the platform's own picker would: natively, with the events that follow. */
function setNatively(element, change) {
  change();
  element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Chooses an option of a native select by its visible text, else by its value. */
function chooseOption(element, words) {
  if (element.localName !== "select") return no("readonly", `${describe(element)} is not a select field`);
  const options = [...element.options];
  const option = options.find((candidate) => fold(candidate.label || candidate.textContent) === fold(words)) ?? options.find((candidate) => candidate.value === words);
  if (!option || option.disabled) {
    return no("option", `${describe(element)} offers no "${words}"`, options.filter((candidate) => !candidate.disabled).slice(0, 12).map((candidate) => `option "${norm(candidate.label || candidate.textContent)}"`));
  }
  element.focus({ preventScroll: true });
  if (element.selectedOptions[0] !== option) setNatively(element, () => { option.selected = true; });
  const holds = element.selectedOptions[0];
  // The page's own handlers may have chosen otherwise.
  if (element.isConnected && holds !== option && fold(holds?.label) !== fold(option.label)) return no("kept", `${describe(element)} does not keep "${words}": it shows "${norm(holds?.label)}"`);
  return { ok: true };
}

const checkedState = (element) => element.checked ?? (element.getAttribute("aria-checked") === "true" || element.getAttribute("aria-pressed") === "true" || element.getAttribute("aria-selected") === "true");

/** The one file field that is meant, hidden or not, as the eyes' `handed`: people press something drawn in its place. */
function handOut(request) {
  const resolved = resolve(request.locator);
  const found = resolved.found.filter((element) => element.type === "file");
  if (!found.length) return no("none", "nothing on the page is that", nearest(resolved.locator, resolved));
  if (found.length > 1) return no("many", `${found.length} things on the page are that`, found.slice(0, MOST_NAMED).map((element) => `${describe(element)} ${whereabouts(element)}`));
  if (disabled(found[0])) return no("disabled", `${describe(found[0])} is disabled`);
  eyes.handed = found[0];
  return { ok: true, what: describe(found[0]) };
}
