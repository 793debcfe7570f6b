// What the eyes offer to whoever looks with them.

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
      if (request.secret) coverFor(element, request.words);
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

Object.defineProperty(window, NAME, { value: eyes, enumerable: false, configurable: true });
return eyes;
