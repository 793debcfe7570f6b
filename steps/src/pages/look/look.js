// What a customer sees on the page now, as one value: rows with money, fields, choices, buttons, messages.
// It knows no words: what is a cart or a total is decided where the words are.
(args, eyes) => {
  const SIGN = "(?:US\\$|[$€£¥¤₹₩]|Fr\\.|kr\\.?|zł|Kč|[A-Z]{3})";
  const NUMBER = "\\d(?:[\\d.,'’\\s]*\\d)?(?:[.,][-–])?";
  const MONEY = new RegExp(`(?<![\\p{L}\\d])(?:[-−–]\\s?)?(?:${SIGN}\\s?[-−–]?${NUMBER}|${NUMBER}\\s?${SIGN})(?![\\p{L}\\d])`, "u");
  const MONIES = new RegExp(MONEY.source, "gu");
  const STRUCK = "s,del,strike";
  const CELL = "td,th,dt,dd,li,[role=cell],[role=gridcell]";
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

  // Two digits that are raised, or whose class says so, are the cents of the number before them: `$19<sup>99</sup>`.
  const CENTS = /(?:^|[\s_-])(?:cents?|fractions?|decimals?)(?:[\s_-]|$)/i;
  function withCents(before, text, parent) {
    if (!before || !/^(\d\d|[.,])$/.test(text) || !(parent.localName === "sup" || CENTS.test(parent.getAttribute("class") || ""))) return null;
    const [, point] = before.text.match(/\d([.,]?)$/) || [];
    if (point === undefined || /[.,]\d\d?$/.test(before.text)) return null;
    // After thousands that are cut off by points, a comma comes before the cents: `1.299<sup>99</sup>`.
    const mark = /\d\.\d{3}$/.test(before.text) ? "," : ".";
    return before.text + (point || text.length < 2 ? "" : mark) + text;
  }
  // The texts inside an element, one for each visible text node, without those inside of `without`. One element is asked for
  // them by all that climbs through it; nothing changes while a look lasts.
  const textsRead = new Map();
  function texts(element, without = "") {
    if (!textsRead.has(without)) textsRead.set(without, new Map());
    const before = textsRead.get(without);
    if (!before.has(element)) before.set(element, readTexts(element, without));
    return before.get(element);
  }
  function readTexts(element, without) {
    const found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|TEXTAREA)$/.test(parent.tagName)) continue;
      const text = tidy(walker.currentNode.data);
      if (!text || !seen(parent) || (without && parent.closest(without))) continue;
      const before = found[found.length - 1];
      const whole = withCents(before, text, parent);
      if (whole) before.text = whole; else found.push({ text, parent });
    }
    return found;
  }
  const shown = (element, without) => tidy(texts(element, without).map((one) => one.text).join(" "));

  // What is found in a frame of another site is found there again, and never on the page around it.
  const away = window.parent === window ? "" : `in ${location.href.split(/[?#]/)[0]} >> `;
  const pathTo = (element) => away + eyes.path(element);
  // The body of a document in a frame, where script may reach it.
  function bodyIn(frame) {
    try {
      return frame.contentDocument && frame.contentDocument.body;
    } catch {
      return null;
    }
  }

  function headingOf(element) {
    for (let box = element.parentElement; box && box.localName !== "body"; box = box.parentElement) {
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
  const anyOf = (words) => words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  // "was $25.00" is what it cost, struck out or not.
  const OLD = new RegExp(`(?<!\\p{L})(?:${anyOf(args.old)})[\\s:.]*$`, "iu");
  const olds = new Map();
  const isOld = (holder, money) => holder.closest(STRUCK) !== null || (olds.has(holder) && olds.get(holder).has(money));
  let latest = "";
  for (const { text, parent } of read) {
    const earlier = latest;
    latest = text;
    if (!/\d/.test(text) || parent.closest("button,[role=button],option") || inHead(parent)) continue;
    let holder = parent;
    let words = text;
    // The sign and the digits may stand in elements of their own. What is an amount by itself in another cell is none of
    // these: a piece beside `$12.50` does not make it `$12.50 1`.
    const cell = parent.closest(CELL);
    for (let up = 0; up < 2 && !MONEY.test(words) && holder.parentElement && holder !== root; up += 1) {
      if (up) holder = holder.parentElement;
      words = tidy(texts(holder).filter((one) => one.parent.closest(CELL) === cell || !MONEY.test(one.text)).map((one) => one.text).join(" "));
      if (words.length > 24) { words = ""; break; }
    }
    if (!MONEY.test(words) || words.length > 160) continue;
    const list = amounts.get(holder) || [];
    for (const { 0: found, index } of words.matchAll(MONIES)) {
      if (!list.includes(found)) list.push(found);
      if (OLD.test(index ? words.slice(0, index) : earlier)) olds.set(holder, (olds.get(holder) || new Set()).add(found));
    }
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
  const captions = new RegExp(`(?<!\\p{L})(?:${anyOf(args.captions)})(?!\\p{L})`, "giu");
  const sums = new RegExp(`^(?:${anyOf(args.sums)})(?!\\p{L})`, "iu");
  const said = (element) => shown(element, STRUCK).replace(MONIES, " ").replace(captions, " ");
  const NAMES = "h1,h2,h3,h4,h5,a";
  const TOOLS = "button,input:not([type=hidden]),select";
  const named = (box) => [...box.querySelectorAll(NAMES)].some((one) => seen(one) && letters(said(one)));
  // How many of these stand in each box around them.
  function countsOf(elements) {
    const counts = new Map();
    for (const one of elements) {
      for (let box = one; box && box !== root.parentElement; box = box.parentElement) counts.set(box, (counts.get(box) || 0) + 1);
    }
    return counts;
  }
  const amountsIn = countsOf(amounts.keys());
  const OUTSIDE = /^(MAIN|TABLE|TBODY|UL|OL|BODY|NAV|HEADER|FOOTER|ASIDE)$/;
  function* boxesAround(row) {
    for (let box = row.parentElement; box && box !== root && !OUTSIDE.test(box.tagName); box = box.parentElement) {
      if (amountsIn.get(box) > (amountsIn.get(row) || 0)) return;
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
  const TYPED = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]),select";
  const TICKED = "input[type=checkbox],[role=checkbox]";
  const COUNTS = "input[type=number],[role=spinbutton]";
  // One of several ways, with what it costs; a product's sizes and stars are more buttons than it has prices, beside the
  // number of its pieces.
  function isChoice(row) {
    const radios = row.querySelectorAll("input[type=radio]").length;
    if (!radios) return false;
    const prices = [...amounts.keys()].filter((holder) => row.contains(holder) && !holder.closest(STRUCK)).length;
    return radios <= prices || !row.querySelector(COUNTS);
  }
  const rows = new Map();
  for (const [holder, monies] of amounts) {
    const row = rowOf(holder);
    if (row && !isChoice(row) && !row.closest("label")) rows.set(row, [...(rows.get(row) || []), { holder, monies }]);
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
    const field = [...row.querySelectorAll(TYPED)]
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

  const inRow = (element) => {
    for (let box = element; box; box = box.parentElement) if (rows.has(box)) return true;
    return false;
  };
  // The heading that a row stands under: the last one before it that names no row.
  const titles = [...root.querySelectorAll("h1,h2,h3,h4,legend,[role=heading]")].filter((one) => seen(one) && !inRow(one));
  function underOf(row) {
    let [low, high] = [0, titles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (titles[middle].compareDocumentPosition(row) & 4) low = middle + 1; else high = middle;
    }
    return low ? shown(titles[low - 1]).slice(0, 80) : "";
  }

  // The list that a row stands in: the nearest box with another row in it, by a number of its own.
  const rowsIn = countsOf(rows.keys());
  const lists = new Map();
  function listOf(row) {
    let box = row.parentElement;
    while (box && box !== root && rowsIn.get(box) < 2) box = box.parentElement;
    if (!lists.has(box)) lists.set(box, lists.size);
    return lists.get(box);
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
    const monies = (struck) => ordered.flatMap((one) => one.monies.filter((money) => isOld(one.holder, money) === struck));
    const words = [...(row.localName === "dd" ? termOf(row) : []), ...texts(row, STRUCK)]
      .filter(({ parent }) => !parent.closest("button,[role=button],option") && !parent.closest("label")?.control)
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
      section: sectionOf(row), under: underOf(row), list: listOf(row),
      ...stepperOf(row),
      quantity: quantityOf(row, words),
      typed: [...row.querySelectorAll(TYPED)].some(seen),
      // A box to tick, or a picture of a bin.
      worn: Boolean(row.querySelector(`${TICKED},i,svg,input[type=image],[onclick],[class*=remove],[class*=delete],[class*=trash]`)),
      form: [...row.querySelectorAll(COUNTS)].filter(seen).map(formOf)[0] ?? -1,
      monies: monies(false),
      struck: monies(true),
      buttons: [...row.querySelectorAll(CLICKABLE)].filter(seen).map((one) => ({ name: eyes.name(one).slice(0, 80), path: pathTo(one), disabled: disabled(one) })),
    };
  }
