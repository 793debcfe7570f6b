// What a customer sees on the page now, as one value: rows with money, fields, choices, buttons, messages.
// It knows no words: what is a cart or a total is decided where the words are.
(args, eyes) => {
  const SIGN = "(?:US\\$|[$€£¥¤₹₩]|Fr\\.|kr\\.?|zł|Kč|[A-Z]{3})";
  const NUMBER = "\\d(?:[\\d.,'’\\s]*\\d)?(?:[.,][-–])?";
  const MONEY = new RegExp(`(?<![\\p{L}\\d])(?:[-−–]\\s?)?(?:${SIGN}\\s?[-−–]?${NUMBER}|${NUMBER}\\s?${SIGN})(?![\\p{L}\\d])`, "u");
  const MONIES = new RegExp(MONEY.source, "gu");
  const STRUCK = "s,del,strike";
  const tidy = eyes.norm;
  const letters = (text) => /\p{L}{2,}/u.test(text);

  // What is laid out on one pixel is for screen readers; everybody else does not see it.
  const known = new Map();
  const inert = document.querySelector("[inert]") !== null;
  function seen(element) {
    let is = known.get(element);
    if (is === undefined) {
      is = eyes.visible(element) && !(inert && element.closest("[inert]")) && !(element.offsetWidth === 1 && element.offsetHeight === 1);
      known.set(element, is);
    }
    return is;
  }

  // The texts inside an element, one for each visible text node, without those inside of `without`.
  function texts(element, without) {
    const found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|TEXTAREA)$/.test(parent.tagName)) continue;
      const text = tidy(walker.currentNode.data);
      if (text && seen(parent) && !(without && parent.closest(without))) found.push({ text, parent });
    }
    return found;
  }
  const shown = (element, without) => tidy(texts(element, without).map((one) => one.text).join(" "));

  const pathTo = eyes.path;
  function headingOf(element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      const heading = box.querySelector(":scope > h1, :scope > h2, :scope > h3, :scope > h4, :scope > legend");
      if (heading && seen(heading)) return shown(heading);
    }
    return "";
  }

  const dialogs = eyes.all("dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]")
    .filter((one) => seen(one) && one.getAttribute("aria-hidden") !== "true");
  const top = dialogs[dialogs.length - 1] || null;
  const root = top || document.body;

  // Every amount, and what holds it.
  const inHead = (element) => element.closest("nav,footer") || (element.closest("header") && !element.closest("main,article,section"));
  const amounts = new Map();
  const climbed = new Set();
  const read = texts(root);
  for (const { text, parent } of read) {
    if (!/\d/.test(text) || parent.closest("button,[role=button],option") || inHead(parent)) continue;
    let holder = parent;
    let words = text;
    // The sign and the digits may stand in elements of their own.
    for (let up = 0; up < 2 && !MONEY.test(words) && holder.parentElement && holder !== root; up += 1) {
      if (up) holder = holder.parentElement;
      words = shown(holder);
      if (words.length > 24) { words = ""; break; }
    }
    if (!MONEY.test(words) || words.length > 160) continue;
    const list = amounts.get(holder) || [];
    for (const [found] of words.matchAll(MONIES)) if (!list.includes(found)) list.push(found);
    amounts.set(holder, list);
    if (holder !== parent) climbed.add(holder);
  }
  // A row that says a number of its own, such as `Tax (8 %)`, is found through it once more, with the amount of another.
  for (const holder of climbed) {
    const within = [...amounts].filter(([inner]) => inner !== holder && holder.contains(inner)).flatMap(([, list]) => list);
    const own = amounts.get(holder).filter((text) => !within.includes(text));
    if (own.length) amounts.set(holder, own); else amounts.delete(holder);
  }

  // The row an amount stands in: a table's row, the value of a term, or the nearest box that says what it is the price of.
  const anyOf = (words) => words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const captions = new RegExp(`(?<!\\p{L})(?:${anyOf(args.captions)})(?!\\p{L})`, "giu");
  const sums = new RegExp(`^(?:${anyOf(args.sums)})(?!\\p{L})`, "iu");
  const said = (element) => shown(element, STRUCK).replace(MONIES, " ").replace(captions, " ");
  const NAMES = "h1,h2,h3,h4,h5,a";
  const TOOLS = "button,input:not([type=hidden]),select";
  const named = (box) => [...box.querySelectorAll(NAMES)].some((one) => seen(one) && letters(said(one)));
  const OUTSIDE = /^(MAIN|TABLE|TBODY|UL|OL|BODY|NAV|HEADER|FOOTER|ASIDE)$/;
  function* boxesAround(row) {
    for (let box = row.parentElement; box && box !== root && !OUTSIDE.test(box.tagName); box = box.parentElement) {
      if ([...amounts.keys()].some((other) => box.contains(other) && !row.contains(other))) return;
      yield box;
      if (/^(LI|ARTICLE)$/.test(box.tagName)) return;
    }
  }
  function rowOf(holder) {
    const cell = holder.closest("td,th");
    if (cell) return cell.closest("tr") || cell;
    const value = holder.closest("dd");
    if (value && value.parentElement.localName === "dl") return value;
    let row = holder;
    while (row !== root && row.parentElement && !letters(said(row))) row = row.parentElement;
    if (row === root) return null;
    if (sums.test(said(row).trim())) return row;
    // What names the goods, and what a customer does with them, may stand further out than their price.
    if (!named(row)) {
      for (const box of boxesAround(row)) if (named(box)) { row = box; break; }
    }
    if (named(row) && !row.querySelector(TOOLS)) {
      const heads = (box) => [...box.querySelectorAll("h1,h2,legend")].some((head) => !row.contains(head));
      for (const box of boxesAround(row)) {
        if (heads(box)) break;
        if (box.querySelector(TOOLS)) { row = box; break; }
      }
    }
    return row;
  }
  // The heading of a part of a table: a row without money before this one.
  function sectionOf(row) {
    if (row.localName !== "tr") return "";
    for (let before = row.previousElementSibling; before; before = before.previousElementSibling) {
      const head = [...before.children].find((cell) => cell.colSpan > 1 || cell.querySelector("h1,h2,h3,h4,h5"));
      if (head && !MONEY.test(shown(before))) {
        const title = [...head.querySelectorAll("h1,h2,h3,h4,h5")].find(seen);
        return shown(title || head).slice(0, 80);
      }
    }
    return "";
  }
  const rows = new Map();
  for (const [holder, monies] of amounts) {
    const row = rowOf(holder);
    if (row && !row.querySelector("input[type=radio]") && !row.closest("label")) rows.set(row, [...(rows.get(row) || []), { holder, monies }]);
  }
  // A row inside another row is a part of it.
  for (const row of [...rows.keys()]) {
    for (let outer = row.parentElement; outer && outer !== root.parentElement; outer = outer.parentElement) {
      if (!rows.has(outer)) continue;
      rows.set(outer, [...rows.get(outer), ...rows.get(row)]);
      rows.delete(row);
      break;
    }
  }

  function quantityOf(row, words) {
    const field = [...row.querySelectorAll("input:not([type=hidden]):not([type=radio]):not([type=checkbox]),select")]
      .find((one) => seen(one) && /^\d{1,3}$/.test(one.value.trim()));
    if (field) return Number(field.value);
    for (const text of words) {
      const match = text.match(/^(\d{1,3})\s*[×x](?=\s|$)/) || text.match(/(?:^|\s)[×x]\s*(\d{1,3})$/) || text.match(/^\p{L}+\.?:\s*(\d{1,3})$/u);
      if (match) return Number(match[1]);
    }
    const lone = row.localName === "tr" && words.find((text) => /^\d{1,3}$/.test(text));
    return lone ? Number(lone) : null;
  }

  // A number between two buttons, as they are pressed for one piece less and one more.
  function stepperOf(row) {
    const none = { less: null, more: null, count: null };
    const numbers = [...row.querySelectorAll("input,span,div,output,p,b,strong,td")].filter((one) => seen(one) && !one.children.length && /^\d{1,3}$/.test(tidy(one.value ?? one.textContent)));
    if (!numbers.length) return none;
    const count = Number(tidy(numbers[0].value ?? numbers[0].textContent));
    for (let box = numbers[0].parentElement; box && box !== row.parentElement; box = box.parentElement) {
      const buttons = [...box.querySelectorAll("button,[role=button]")].filter(seen);
      if (!buttons.length) continue;
      const [less, more] = buttons;
      const between = (left, right) => left.compareDocumentPosition(right) & 4;
      if (buttons.length !== 2 || !between(less, numbers[0]) || !between(numbers[0], more)) break;
      return { less: pathTo(less), more: pathTo(more), count };
    }
    return { ...none, count };
  }

  function termOf(value) {
    let term = value;
    while (term && term.localName !== "dt") term = term.previousElementSibling;
    return term ? texts(term) : [];
  }

  const disabled = (element) => element.disabled === true || element.getAttribute("aria-disabled") === "true";
  const CLICKABLE = "button,input[type=submit],input[type=button],a,[role=button],[role=tab],summary";

  function describe(row, parts) {
    const ordered = parts.sort((a, b) => (a.holder.compareDocumentPosition(b.holder) & 4 ? -1 : 1));
    const monies = (struck) => ordered.filter((one) => Boolean(one.holder.closest(STRUCK)) === struck).flatMap((one) => one.monies);
    const words = [...(row.localName === "dd" ? termOf(row) : []), ...texts(row, STRUCK)]
      .filter(({ parent }) => !parent.closest("button,[role=button],label,option"))
      .map(({ text }) => tidy(text.replace(MONIES, " "))).filter((text) => /[\p{L}\d]/u.test(text));
    const link = [...row.querySelectorAll("a")].find((one) => seen(one) && letters(said(one)));
    const heading = [...row.querySelectorAll("h1,h2,h3,h4,h5")].find((one) => seen(one) && letters(said(one)));
    const named = heading || link;
    const names = named ? texts(named, STRUCK).map((one) => tidy(one.text.replace(MONIES, " "))).filter(letters) : words.filter(letters);
    return {
      name: (names.find((text) => !/^\P{L}*$/u.test(text)) || "").replace(/^\d+\s*[×x]\s+/, ""),
      label: words.find(letters) || "",
      words,
      // The heading of a sum makes no goods of it.
      goods: Boolean((row.localName === "tr" ? link : named) || row.querySelector("img,input,select,button")),
      headed: Boolean(heading),
      plain: !row.querySelector("a,img,svg,input,select,button,[role=button]"),
      section: sectionOf(row),
      ...stepperOf(row),
      quantity: quantityOf(row, words),
      monies: monies(false),
      struck: monies(true),
      buttons: [...row.querySelectorAll(CLICKABLE)].filter(seen).map((one) => ({ name: eyes.name(one).slice(0, 80), path: pathTo(one), disabled: disabled(one) })),
    };
  }

  // A label that names no field belongs to the lists beside it that have no name: month and year of a card.
  function captionOf(element) {
    for (let box = element.parentElement, up = 0; box && up < 4; box = box.parentElement, up += 1) {
      const loose = [...box.querySelectorAll("label,legend")].filter((one) => !one.control && seen(one));
      if (loose.length) return loose.length === 1 ? shown(loose[0]).slice(0, 80) : "";
    }
    return "";
  }
  const forms = [...document.forms];
  const formOf = (element) => forms.indexOf(element.form ?? element.closest("form"));

  // What the hints of the shop's site map point to: for a field, the one field inside it.
  const FIELDS = "input:not([type=hidden]),select,textarea,[role=combobox]";
  const pointedTo = new Map();
  const hinted = {};
  for (const { meaning, field, locator } of args.hints) {
    const inner = (one) => (!field || one.matches(FIELDS) ? one : one.querySelector(FIELDS) || one);
    let all;
    try { all = eyes.find(locator); } catch { hinted[meaning] = -1; continue; }
    const found = all.map(inner).filter((one) => root.contains(one) && (seen(one) || [...(one.labels || [])].some(seen)));
    hinted[meaning] = found.length;
    for (const one of found) pointedTo.set(one, [...(pointedTo.get(one) || []), meaning]);
  }
  const hintsFor = (element) => pointedTo.get(element);

  const fields = [];
  const choices = [];
  const reachable = (element) => seen(element) || [...(element.labels || [])].some(seen);
  for (const element of root.querySelectorAll("input,select,textarea,[role=combobox],[role=radio],[role=checkbox]")) {
    const role = element.getAttribute("role");
    const type = element.localName === "input" ? element.type : element.localName;
    if (element.localName === "input" && /^(hidden|submit|button|reset|image|file)$/.test(type)) continue;
    const name = eyes.name(element).slice(0, 80);
    const required = element.required === true || element.getAttribute("aria-required") === "true" || /\*\s*$/.test(name);
    const common = { name, required, disabled: disabled(element), heading: headingOf(element), path: pathTo(element), aside: Boolean(inHead(element)), hints: hintsFor(element) };
    if (/^(radio|checkbox)$/.test(type) || /^(radio|checkbox)$/.test(role)) {
      if (!reachable(element) || element.getAttribute("aria-hidden") === "true") continue;
      const box = element.closest("[role=radiogroup],fieldset,table,ul") || element.parentElement;
      choices.push({
        ...common, radio: type === "radio" || role === "radio", group: element.getAttribute("name") || pathTo(box),
        words: element.labels && element.labels[0] ? shown(element.labels[0]).slice(0, 160) : name,
        checked: element.checked === true || element.getAttribute("aria-checked") === "true",
      });
    } else if (seen(element)) {
      const chosen = element.localName === "select" ? element.selectedOptions[0] : null;
      const box = role === "combobox" && element.localName !== "input";
      fields.push({
        ...common, type, form: formOf(element), caption: name || element.localName !== "select" ? "" : captionOf(element),
        invalid: element.getAttribute("aria-invalid") === "true", kind: element.localName === "select" ? "select" : box ? "combobox" : "text",
        token: (element.getAttribute("autocomplete") || "").toLowerCase().split(/\s+/).filter((one) => !/^(on|off|shipping|billing|section-.*)$/.test(one)).pop() || "",
        attribute: `${element.getAttribute("name") || ""} ${element.id}`, placeholder: element.placeholder || "",
        value: chosen ? tidy(chosen.textContent) : box ? shown(element) : String(element.value ?? ""),
        chosen: chosen ? chosen.value : "",
        options: chosen || element.localName === "select" ? [...element.options].slice(0, 300).map((one) => tidy(one.textContent)) : [],
      });
    }
  }

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
  const buttons = [...root.querySelectorAll(CLICKABLE)].filter((one) => seen(one) && one.getAttribute("role") !== "combobox").slice(0, 300);
  // What a hint points to may be no button at all, only something that answers to a press.
  for (const [one] of pointedTo) if (!buttons.includes(one) && !one.matches(`${FIELDS},[role=radio],[role=checkbox]`)) buttons.push(one);

  // What pressing it would do, as far as that can be read: two that do the same are one to a customer.
  function goalOf(element) {
    if (element.localName === "a" && element.href) return element.href.replace(/#.*$/, "");
    const form = element.form ?? element.closest("form");
    const own = [element.name, element.value, element.getAttribute("formaction")].filter(Boolean).join(" ");
    const worn = [...element.attributes].filter(({ name }) => /^(id|class|onclick|data-.*)$/.test(name)).map(({ value }) => value).join(" ");
    if (!form || element.type === "button") return worn;
    return [form.getAttribute("action"), ...[...form.elements].filter((one) => one.type === "hidden" && !/csrf|token|nonce/i.test(one.name)).map((one) => `${one.name}=${one.value}`), own].join(" ");
  }
  const fastened = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) if (/^(fixed|sticky)$/.test(getComputedStyle(box).position)) return true;
    return false;
  };
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
    if (!letters(name) || inHead(one)) spread.icon = [...new Set(eyes.hints(one))].slice(0, 20);
    return spread;
  }
  const choosing = new RegExp(`^(?:${anyOf(args.choosing)})$`, "iu");
  return {
    origin: location.origin, path: location.pathname, title: document.title, language: document.documentElement.lang,
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
    frames: eyes.all("iframe").filter(seen).map((one) => ({ title: one.title, height: Math.round(one.getBoundingClientRect().height) })),
    alerts: different([...told(true), ...beside, ...small]), notices: different(told(false)),
    blocks: [...blocks.values()].filter((parts) => parts.length > 1).map((parts) => tidy(parts.join(" ")).replace(/# (?=\d)/g, "#").slice(0, 200)).slice(0, 300),
    notes: read.map((one) => one.text.slice(0, 200)).filter((text) => letters(text) || /\d/.test(text)).slice(0, 500),
    pictures: args.pictures
      ? [...document.images].filter(seen).map((one) => ({ source: one.currentSrc || one.src, alt: one.alt, done: one.complete, loaded: one.naturalWidth > 0 }))
      : [],
  };
}
