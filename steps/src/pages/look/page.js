  // What a message is told by: its kind, when its class names one; else how loudly it is announced.
  const BOXES = "[role=alert],[role=status],[aria-live=assertive],[aria-live=polite],.alert,.error,.errors,.error-message,.errorlist,.problem,.invalid-feedback,.flash,.notice,.message,.messages,.toast";
  const LOUD = "[role=alert],[aria-live=assertive],.alert,.error,.errors,.error-message,.errorlist,.problem,.invalid-feedback";
  const BAD = /(^|[-_\s])(danger|errors?|errorlist|warning|invalid|fail(ed|ure)?|problem)($|[-_\s])/i;
  const GOOD = /(^|\s)((alert|message|flash|notice|toast|is)[-_]+)?(success|info|primary|secondary|confirm(ation)?)(\s|$)/i;
  const WORDLESS = "button,[role=button],.close,[data-dismiss]";
  function isLoud(box) {
    const kind = box.getAttribute("class") || "";
    if (BAD.test(kind)) return true;
    return !GOOD.test(kind) && box.matches(LOUD);
  }
  const boxes = eyes.all(BOXES).filter(seen);
  // A box around others says nothing of its own.
  const own = (box) => texts(box, WORDLESS).filter(({ parent }) => !boxes.some((inner) => inner !== box && box.contains(inner) && inner.contains(parent)));
  const told = (loud) => boxes.filter((box) => isLoud(box) === loud).map((box) => tidy(own(box).map((one) => one.text).join(" ")).slice(0, 300));
  // What stands beside a field that is wrong: named by it, or a small text whose class says so.
  const beside = eyes.all("[aria-invalid=true]").filter(seen)
    .flatMap((field) => `${field.getAttribute("aria-errormessage") || ""} ${field.getAttribute("aria-describedby") || ""}`.split(/\s+/).filter(Boolean))
    .map((id) => document.getElementById(id)).filter((one) => one && seen(one)).map((one) => shown(one).slice(0, 300));
  const small = eyes.all("[class*=error]").filter((one) => seen(one) && !one.querySelector("input,select,textarea,p,div,ul,table") && !/^(INPUT|SELECT|TEXTAREA|LABEL|FORM|BODY)$/.test(one.tagName))
    .map((one) => shown(one, WORDLESS)).filter((text) => text.length < 200);
  const different = (list) => [...new Set(list.filter(Boolean))];

  // Texts that are spread over inline elements, as one: `Order #10002 is confirmed`.
  const INLINE = /^(SPAN|STRONG|B|EM|I|A|SMALL|U|MARK|CODE|ABBR|TIME|BDI|SUP|SUB|FONT)$/;
  const blocks = new Map();
  for (const { text, parent } of read) {
    let block = parent;
    while (INLINE.test(block.tagName) && block.parentElement) block = block.parentElement;
    blocks.set(block, [...(blocks.get(block) || []), text]);
  }
  // Buttons of one name are told apart by what stands around each.
  function nearOf(button, name) {
    let near = button;
    for (let box = button.parentElement; box && box !== root; box = box.parentElement) {
      if ([...box.querySelectorAll(CLICKABLE)].some((other) => other !== button && seen(other) && eyes.name(other) === name)) break;
      near = box;
    }
    return shown(near, CLICKABLE).slice(0, 120);
  }
  const buttons = bodies.flatMap((body) => [...body.querySelectorAll(CLICKABLE)]).filter((one) => seen(one) && one.getAttribute("role") !== "combobox").slice(0, 300);
  const choosing = new RegExp(`^(?:${anyOf(args.choosing)})$`, "iu");
  return {
    origin: location.origin, path: location.pathname, title: document.title, language: document.documentElement.lang,
    layers: layers(),
    dialog: top ? eyes.name(top) || "dialog" : null,
    heads: [...root.querySelectorAll("h1,h2,h3,legend,[role=heading]")].filter(seen).map((one) => shown(one)).filter(Boolean).slice(0, 40),
    busy: [...root.querySelectorAll("[aria-busy=true]")].some(seen),
    rows: [...rows].sort(([a], [b]) => (a.compareDocumentPosition(b) & 4 ? -1 : 1)).map(([row, parts]) => describe(row, parts)),
    fields, choices,
    buttons: buttons.map((one) => {
      const name = eyes.name(one).slice(0, 80);
      return {
        name, disabled: disabled(one), path: pathTo(one), link: one.localName === "a", aside: Boolean(inHead(one)), form: formOf(one),
        expanded: one.getAttribute("aria-expanded"), pressed: one.getAttribute("aria-pressed") || one.getAttribute("aria-current"),
        near: choosing.test(name) ? nearOf(one, eyes.name(one)) : "",
      };
    }),
    frames: eyes.all("iframe").filter(seen).map((one) => ({ title: one.title, foreign: !bodyIn(one), height: Math.round(one.getBoundingClientRect().height) })),
    alerts: different([...told(true), ...beside, ...small]), notices: different(told(false)),
    blocks: [...blocks.values()].filter((parts) => parts.length > 1).map((parts) => tidy(parts.join(" ")).replace(/# (?=\d)/g, "#").slice(0, 200)).slice(0, 300),
    notes: read.map((one) => one.text.slice(0, 200)).filter((text) => letters(text) || /\d/.test(text)).slice(0, 500),
    pictures: args.pictures
      ? [...document.images].filter(seen).map((one) => ({ source: one.currentSrc || one.src, alt: one.alt, done: one.complete, loaded: one.naturalWidth > 0 }))
      : [],
  };
}
