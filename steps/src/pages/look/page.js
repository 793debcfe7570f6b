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
  // What a hint points to may be no button at all, only something that answers to a press.
  for (const [one] of pointedTo) if (!buttons.includes(one) && !one.matches(`${FIELDS},[role=radio],[role=checkbox]`)) buttons.push(one);

  // What pressing it would do, as far as that can be read: two that do the same are one to a customer.
  function goalOf(element) {
    if (element.localName === "a" && element.href) return element.href.replace(/#.*$/, "");
    const form = element.form ?? element.closest("form");
    const own = [element.name, element.value, element.getAttribute("formaction")].filter(Boolean).join(" ");
    // An id or a class says where it stands and how it looks, not what it does.
    const worn = [...element.attributes].filter(({ name }) => /^(onclick|data-(?!test|qa|cy).*)$/.test(name)).map(({ value }) => value).join(" ");
    if (!form || element.type === "button") return worn;
    return [form.getAttribute("action"), ...[...form.elements].filter((one) => one.type === "hidden" && !/csrf|token|nonce/i.test(one.name)).map((one) => `${one.name}=${one.value}`), own].join(" ");
  }
  const fastened = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) if (/^(fixed|sticky)$/.test(getComputedStyle(box).position)) return true;
    return false;
  };
  // The name of the card or line that a button stands in: of the nearest box around it that shows one thing and no other.
  // A wish has no price in some shops; what cannot be bought has none in many.
  const PAGE = /^(MAIN|TABLE|TBODY|BODY|NAV)$/;
  const cards = new Map();
  function cardAt(box) {
    if (cards.has(box)) return cards.get(box);
    const pictures = [...box.querySelectorAll("img")].filter((one) => seen(one) && one.offsetWidth > 32);
    const heads = [...box.querySelectorAll("h2,h3,h4,h5,h6")].filter((one) => seen(one) && letters(said(one)));
    const around = pictures[0] && pictures[0].closest("a");
    const things = new Set(pictures.map((one) => (one.closest("a") || one).href || one.alt || "")).size;
    const card = { many: things > 1 || heads.length > 1 || Boolean(box.querySelector("h1")), head: heads[0], around, alt: pictures[0] && pictures[0].alt, picture: pictures.length > 0 };
    cards.set(box, card);
    return card;
  }
  // What stands beside the goods of a page: goods to compare, goods that were looked at.
  const BESIDES = "aside,[role=complementary],[class*=sidebar],[class*=compare],[class*=recent]";
  function cardOf(button) {
    for (let box = button.parentElement; box && box !== root && !PAGE.test(box.tagName); box = box.parentElement) {
      const { many, head, around, alt, picture } = cardAt(box);
      if (many) return "";
      if (!head && !picture && !/^(LI|ARTICLE|TR)$/.test(box.tagName)) continue;
      const links = [...box.querySelectorAll("a")].filter((one) => one !== button && seen(one) && letters(said(one)));
      const described = letters(alt || "") ? alt : "";
      const named = head || links.find((one) => around && one.href === around.href) || (around && described ? null : links[0]);
      const names = named ? texts(named, STRUCK).map((one) => tidy(one.text.replace(MONIES, " "))).filter(letters) : [];
      const name = names[0] || described;
      if (name) return name.slice(0, 80);
    }
    return "";
  }
  // Things of one name that do different things are told apart by the heading they stand under. A whole list of namesakes
  // is left alone, and so is what has a name that nothing else has.
  const namesakes = new Map();
  for (const one of buttons) {
    const name = eyes.name(one).toLowerCase();
    if (letters(name)) namesakes.set(name, [...(namesakes.get(name) || []), one]);
  }
  const apart = new Map();
  for (const alike of namesakes.values()) {
    if (alike.length < 2 || alike.length > 12) continue;
    const goals = alike.map(goalOf);
    if (alike.length <= 3) for (const one of alike) apart.set(one, { fastened: fastened(one) });
    if (new Set(goals).size < 2) continue;
    const heads = alike.map(headingOf);
    alike.forEach((one, at) => {
      const twin = heads.some((head, other) => other !== at && head === heads[at] && goals[other] !== goals[at]);
      apart.set(one, { ...apart.get(one), goal: goals[at], heading: heads[at], ...(twin ? { selector: eyes.selector(one) } : {}) });
    });
  }
  function more(one, name) {
    const title = one.getAttribute("title") ? tidy(one.getAttribute("title")).slice(0, 80) : "";
    const spread = { ...apart.get(one) };
    if (title && title === name && !tidy(one.textContent) && !one.getAttribute("aria-label")) spread.titled = true;
    else if (title && title !== name) spread.title = title;
    const card = inHead(one) || one.closest(BESIDES) ? "" : cardOf(one);
    if (card && card !== name) spread.card = card;
    if (!letters(name) || inHead(one)) spread.icon = [...new Set(eyes.hints(one))].slice(0, 20);
    return spread;
  }
  const choosing = new RegExp(`^(?:${anyOf(args.choosing)})$`, "iu");
  return {
    origin: location.origin, path: location.pathname, title: document.title, language: document.documentElement.lang,
    document: String(performance.timeOrigin), status: performance.getEntriesByType("navigation")[0]?.responseStatus || 0, touched: Boolean(navigator.userActivation && navigator.userActivation.hasBeenActive), layers: layers(),
    dialog: top ? eyes.name(top) || "dialog" : null,
    heads: [...root.querySelectorAll("h1,h2,h3,legend,[role=heading]")].filter(seen).map((one) => shown(one)).filter(Boolean).slice(0, 40),
    busy: [...root.querySelectorAll("[aria-busy=true]")].some(seen),
    rows: [...rows].sort(([a], [b]) => (a.compareDocumentPosition(b) & 4 ? -1 : 1)).map(([row, parts]) => describe(row, parts)),
    fields, choices, hinted,
    buttons: buttons.map((one) => {
      const name = eyes.name(one).slice(0, 80);
      return {
        name, disabled: disabled(one), path: pathTo(one), link: one.localName === "a", aside: Boolean(inHead(one)), form: formOf(one),
        expanded: one.getAttribute("aria-expanded"), pressed: one.getAttribute("aria-pressed") || one.getAttribute("aria-current"),
        near: choosing.test(name) ? nearOf(one, eyes.name(one)) : "", hints: hintsFor(one), ...more(one, name),
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
