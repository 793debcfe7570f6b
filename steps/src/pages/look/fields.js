  // A label that names no field belongs to the lists beside it that have no name: month and year of a card.
  function captionOf(element) {
    for (let box = element.parentElement, up = 0; box && up < 4; box = box.parentElement, up += 1) {
      const loose = [...box.querySelectorAll("label,legend")].filter((one) => !one.control && seen(one));
      if (loose.length) return loose.length === 1 ? shown(loose[0]).slice(0, 80) : "";
    }
    return "";
  }
  // Forms may stand in frames of the same site.
  const bodies = [root, ...[...root.querySelectorAll("iframe")].filter(seen).map(bodyIn).filter(Boolean)];
  const forms = bodies.flatMap((body) => [...body.ownerDocument.forms]);
  const formOf = (element) => forms.indexOf(element.form ?? element.closest("form"));

  // What the hints of the shop's site map point to: for a field, the one field inside it.
  const FIELDS = "input:not([type=hidden]),select,textarea,[role=combobox]";
  const pointedTo = new Map();
  const hinted = {};
  for (const { meaning, field, locator } of args.hints) {
    const inner = (one) => (!field || one.matches(FIELDS) ? one : one.querySelector(FIELDS) || one);
    let all;
    try { all = eyes.find(locator); } catch { hinted[meaning] = -1; continue; }
    const found = all.map(inner).filter((one) => bodies.some((body) => body.contains(one)) && (seen(one) || [...(one.labels || [])].some(seen)));
    hinted[meaning] = found.length;
    for (const one of found) pointedTo.set(one, [...(pointedTo.get(one) || []), meaning]);
  }
  const hintsFor = (element) => pointedTo.get(element);

  const fields = [];
  const choices = [];
  // What no customer comes to see or to reach is there to catch machines.
  function isDecoy(element) {
    if (element.closest("[aria-hidden=true]") || (element.getAttribute("tabindex") === "-1" && !element.readOnly && !element.getAttribute("role"))) return true;
    const box = element.getBoundingClientRect();
    const view = element.ownerDocument.defaultView;
    if (box.right + view.scrollX <= 0 || box.bottom + view.scrollY <= 0) return true;
    if (element.localName === "select" || element.checkVisibility?.({ opacityProperty: true, checkOpacity: true }) !== false) return false;
    // What is fading in comes to be seen.
    return !element.ownerDocument.getAnimations().some(({ effect }) => effect?.target?.contains(element));
  }
  // What the browser's bubble says of a field. One that nobody has touched says nothing yet, whatever it was served with; a
  // form that wants no bubbles says itself what is wrong.
  const HANDLED = CSS.supports("selector(:user-invalid)") ? ":user-invalid" : "[aria-invalid=true]";
  function wrongOf(element) {
    if (!element.willValidate || element.validity.valid || element.form?.noValidate) return {};
    if (!element.validity.badInput && !element.matches(HANDLED)) return {};
    const format = element.validity.patternMismatch ? element.title : "";
    const [row, parts] = [...rows].find(([row]) => row.contains(element)) || [];
    return { wrong: tidy(`${element.validationMessage} ${format}`).slice(0, 200), line: row ? describe(row, parts).name : "" };
  }
  const reachable = (element) => seen(element) || [...(element.labels || [])].some(seen);
  for (const element of bodies.flatMap((body) => [...body.querySelectorAll("input,select,textarea,[role=combobox],[role=radio],[role=checkbox]")])) {
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
    } else if (seen(element) && !isDecoy(element)) {
      const chosen = element.localName === "select" ? element.selectedOptions[0] : null;
      const box = role === "combobox" && element.localName !== "input";
      fields.push({
        ...common, ...wrongOf(element), type, form: formOf(element), caption: name || element.localName !== "select" ? "" : captionOf(element),
        invalid: element.getAttribute("aria-invalid") === "true", kind: element.localName === "select" ? "select" : box ? "combobox" : "text",
        token: (element.getAttribute("autocomplete") || "").toLowerCase().split(/\s+/).filter((one) => !/^(on|off|shipping|billing|section-.*)$/.test(one)).pop() || "",
        attribute: `${element.getAttribute("name") || ""} ${element.id}`, placeholder: element.placeholder || "", longest: element.maxLength ?? -1,
        value: chosen ? tidy(chosen.textContent) : box ? shown(element) : String(element.value ?? ""),
        chosen: chosen ? chosen.value : "",
        options: chosen || element.localName === "select" ? [...element.options].slice(0, 300).map((one) => tidy(one.textContent)) : [],
      });
    }
  }
