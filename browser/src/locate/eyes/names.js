// Roles (ARIA in HTML) and accessible names (accname-1.2), as the platform computes them.

const ROLE_OF = {
  article: "article", aside: "complementary", button: "button", datalist: "listbox", dd: "definition", details: "group",
  dialog: "dialog", dt: "term", fieldset: "group", figure: "figure", footer: "contentinfo", h1: "heading", h2: "heading",
  h3: "heading", h4: "heading", h5: "heading", h6: "heading", header: "banner", hr: "separator", iframe: "document", li: "listitem",
  main: "main", menu: "list", meter: "meter", nav: "navigation", ol: "list", optgroup: "group", option: "option", output: "status",
  p: "paragraph", progress: "progressbar", search: "search", summary: "button", svg: "img", table: "table", tbody: "rowgroup",
  td: "cell", textarea: "textbox", tfoot: "rowgroup", th: "columnheader", thead: "rowgroup", tr: "row", ul: "list",
};
const INPUT_ROLE = {
  button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio", range: "slider",
  number: "spinbutton", search: "searchbox", hidden: "none",
};
const ROLE_WORDS = /^[a-z]+$/;
const NAMED_BY_CONTENT = new Set(
  "button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row rowheader switch tab tooltip treeitem".split(" "),
);
/** Elements that cannot be named by a label, and roles that no author may name. */
const LABELABLE = /^(input|select|textarea|button|meter|output|progress)$/;

/** The element's role: the author's first valid word, else what HTML implies. */
function roleOf(element) {
  const given = (element.getAttribute("role") ?? "").trim().toLowerCase().split(/\s+/).find((word) => ROLE_WORDS.test(word));
  if (given && !((given === "none" || given === "presentation") && element.tabIndex >= 0)) return given;
  const tag = element.localName;
  if (tag === "a" || tag === "area") return element.hasAttribute("href") ? "link" : "generic";
  if (tag === "input") {
    const listed = element.hasAttribute("list");
    const role = INPUT_ROLE[element.type] ?? "textbox";
    return listed && (role === "textbox" || role === "searchbox") ? "combobox" : role;
  }
  if (tag === "select") return element.multiple || element.size > 1 ? "listbox" : "combobox";
  if (tag === "img") return element.getAttribute("alt") === "" && !element.title ? "presentation" : "img";
  if (tag === "section") return ownName(element) ? "region" : "generic";
  if (tag === "form") return ownName(element) ? "form" : "generic";
  if ((tag === "header" || tag === "footer") && element.parentElement?.closest("article,aside,main,nav,section")) return "generic";
  if (element.isContentEditable && element.getAttribute("contenteditable") !== null) return "textbox";
  return ROLE_OF[tag] ?? "generic";
}

const ownName = (element) => element.getAttribute("aria-label") || element.getAttribute("aria-labelledby");

/** The accessible name, white space collapsed. */
function nameOf(element) {
  if (!pass.names.has(element)) pass.names.set(element, norm(compute(element, { seen: new Set(), top: true })));
  return pass.names.get(element);
}

/** One step of the accname computation; `walk` says how the element was reached. */
function compute(element, walk) {
  if (walk.seen.has(element)) return "";
  if (!walk.top && !walk.referenced && silent(element)) return "";
  walk.seen.add(element);
  const role = roleOf(element);
  if (!walk.inReference) {
    const referenced = referencedBy(element);
    if (referenced.length) {
      const words = referenced.map((other) => compute(other, { seen: new Set([...walk.seen].filter((one) => one !== other)), referenced: true, inReference: true, content: true }));
      const name = norm(words.join(" "));
      if (name) return name;
    }
  }
  if (walk.inLabel && !walk.top) {
    const value = embeddedValue(element, role);
    if (value !== null) return value;
  }
  const said = norm(element.getAttribute("aria-label"));
  if (said && !(walk.inLabel && !walk.top && role === "textbox")) return said;
  if (role !== "none" && role !== "presentation") {
    const native = nativeName(element, walk);
    if (native) return native;
  }
  if (NAMED_BY_CONTENT.has(role) || walk.content || (!walk.top && !/^(input|select|textarea)$/.test(element.localName))) {
    const content = contentOf(element, walk);
    if (norm(content)) return content;
  }
  const tooltip = norm(element.getAttribute("title"));
  if (tooltip) return tooltip;
  return walk.top && /^(input|textarea)$/.test(element.localName) ? norm(element.getAttribute("placeholder") ?? element.getAttribute("aria-placeholder")) : "";
}

function referencedBy(element) {
  const ids = norm(element.getAttribute("aria-labelledby")).split(" ").filter(Boolean);
  const root = element.getRootNode();
  return ids.map((id) => root.getElementById?.(id)).filter(Boolean);
}

/** A control inside a label speaks its value (accname 2C). */
function embeddedValue(element, role) {
  if (role === "textbox" || role === "searchbox") return element.value ?? element.textContent;
  if (role === "combobox" || role === "listbox") return [...(element.selectedOptions ?? [])].map((option) => option.textContent).join(" ") || (element.value ?? "");
  if (role === "slider" || role === "spinbutton" || role === "progressbar") return element.getAttribute("aria-valuetext") ?? element.getAttribute("aria-valuenow") ?? element.value ?? "";
  return null;
}

/** The texts of a control's labels; the control itself has no part in them, other controls speak their values. */
function labelsOf(element, seen) {
  const words = (label) => compute(label, { seen: new Set([...(seen ?? []), element]), content: true, inLabel: true, referenced: true });
  return [...(element.labels ?? [])].map((label) => norm(words(label)));
}

/** What HTML itself names an element by. */
function nativeName(element, walk) {
  const tag = element.localName;
  const child = (name) => [...element.children].find((one) => one.localName === name);
  const inside = (one) => (one ? compute(one, { seen: walk.seen, content: true }) : "");
  if (tag === "input" && /^(submit|reset|button)$/.test(element.type)) return norm(element.value) || { submit: "Submit", reset: "Reset" }[element.type] || "";
  if (tag === "input" && element.type === "image") return norm(element.alt) || norm(element.title) || "Submit";
  if (LABELABLE.test(tag)) {
    const words = labelsOf(element, walk.seen).join(" ");
    if (norm(words)) return norm(words);
  }
  if (tag === "img" || tag === "area") return norm(element.getAttribute("alt"));
  if (tag === "fieldset") return inside(child("legend"));
  if (tag === "figure") return inside(child("figcaption"));
  if (tag === "table") return inside(child("caption"));
  if (tag === "svg") return norm(child("title")?.textContent);
  return "";
}

/** Text of the children in the order they are drawn, generated content included; blocks stand apart. */
function contentOf(element, walk) {
  let words = generated(element, "::before");
  const children = element.shadowRoot?.childNodes ?? (element.localName === "slot" && element.assignedNodes().length ? element.assignedNodes() : element.childNodes);
  for (const child of children) {
    if (child.nodeType === 3) words += child.data;
    else if (child.nodeType === 1 && !/^(script|style|template|noscript)$/.test(child.localName)) {
      const inline = /^inline($| )/.test(child.ownerDocument.defaultView?.getComputedStyle(child).display ?? "");
      const inner = child.localName === "br" ? " " : compute(child, { seen: walk.seen, content: true, inLabel: walk.inLabel, inReference: walk.inReference });
      words += inline ? inner : ` ${inner} `;
    }
  }
  return words + generated(element, "::after");
}

/** The text of `content: "…"`, without pictures, counters and icon glyphs. */
function generated(element, which) {
  const content = element.ownerDocument.defaultView?.getComputedStyle(element, which).content ?? "";
  const text = content.match(/^"((?:[^"\\]|\\.)*)"/)?.[1] ?? "";
  return text.replace(/[\ue000-\uf8ff]/g, "").replace(/\\(.)/g, "$1");
}
