  // What lies over the page: open dialogs, and boxes that stay in place while the page moves below them, the topmost first.
  // In shadow roots and same-origin frames, too; of a frame of another site only its title can be told.
  const MOST_LAYER = 4000; // characters: what holds more is the page itself
  // What holds one of these is a part of every page of the shop.
  const FURNITURE = "nav,[role=navigation],[role=search],search,input[type=search],[role=searchbox],[role=banner],body > header";
  // The same thing has the same number for as long as it is in the document, whatever it says.
  const numbers = eyes.layers || (eyes.layers = { last: 0, of: new WeakMap() });
  function idOf(layer) {
    if (!numbers.of.has(layer)) numbers.of.set(layer, `${performance.timeOrigin} ${(numbers.last += 1)}`);
    return numbers.of.get(layer);
  }
  // The address that a frame of another site begins with.
  function originOf(frame) {
    return /^https?:/.test(frame.src) ? `${new URL(frame.src).origin}/` : null;
  }
  const above = (element) => element.parentElement || element.getRootNode().host || null;
  function hitAt(x, y) {
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  }
  function layers() {
    const found = dialogs.slice().reverse();
    for (const [right, down] of [[0.5, 0.5], [0.5, 0.97], [0.5, 0.03], [0.97, 0.95], [0.03, 0.95]]) {
      let layer = null;
      for (let at = hitAt(innerWidth * right, innerHeight * down); at && at !== document.body; at = above(at)) {
        if (getComputedStyle(at).position === "fixed") layer = at;
      }
      if (layer && !found.some((one) => one === layer || layer.contains(one) || one.contains(layer)) && !layer.querySelector("main,h1 ~ form[action]")) found.push(layer);
    }
    return found.map(describeLayer).filter(Boolean);
  }
  function describeLayer(layer) {
    const frames = layer.localName === "iframe" ? [layer] : [...(layer.shadowRoot || layer).querySelectorAll("iframe")].filter(seen);
    const roots = [layer, layer.shadowRoot, ...frames.map(bodyIn)].filter(Boolean);
    for (const root of roots.slice()) for (const inner of root.querySelectorAll("*")) if (inner.shadowRoot) roots.push(inner.shadowRoot);
    if (roots.reduce((sum, root) => sum + root.textContent.length, 0) > 10 * MOST_LAYER) return null;
    const words = tidy(roots.map((root) => shown(root)).join(" "));
    if (words.length > MOST_LAYER) return null;
    const inside = (selector) => [...new Set(roots.flatMap((root) => [...root.querySelectorAll(selector)]))].filter(seen);
    const box = layer.getBoundingClientRect();
    const buttons = inside(CLICKABLE).slice(0, 60);
    // A small thing to press in the upper right corner that leads nowhere else.
    const leads = (one) => one.localName === "a" && !/^(#|javascript:|$)/.test(one.getAttribute("href") || "");
    const corner = buttons.find((one) => {
      const at = one.getBoundingClientRect();
      return at.width <= 60 && at.height <= 60 && Math.abs(box.right - at.right) < 60 && Math.abs(at.top - box.top) < 60 && !letters(tidy(one.textContent)) && !leads(one);
    });
    const foreign = frames.filter((one) => !bodyIn(one));
    const title = layer.localName === "iframe" ? layer.title : eyes.name(layer) || foreign.map((one) => one.title).join(" ");
    return {
      id: idOf(layer), path: pathTo(layer), title: title.slice(0, 80), words, dialog: dialogs.includes(layer),
      share: Math.round(100 * box.width * box.height / (innerWidth * innerHeight)),
      frame: foreign.length === 1 ? originOf(foreign[0]) : null, money: MONEY.test(words),
      corner: corner ? { name: eyes.name(corner).slice(0, 80), path: pathTo(corner), icon: eyes.hints(corner).slice(0, 20) } : null,
      furniture: layer.matches(FURNITURE) || inside(FURNITURE).length > 0,
      choices: inside("input[type=checkbox],input[type=radio],[role=checkbox],[role=radio]").length,
      fields: inside("input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]),select,textarea")
        .map((one) => ({ kind: one.type, words: tidy(`${eyes.name(one)} ${one.placeholder || ""} ${one.name} ${one.id}`).slice(0, 120) })),
      buttons: buttons.map((one) => ({ name: eyes.name(one).slice(0, 80), path: pathTo(one) })).filter((one) => one.name),
    };
  }
