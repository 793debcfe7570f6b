// From a locator to elements: what could be meant, then what is left after scope, sight and twins.

const CLICKABLE = "a,button,input[type=button],input[type=submit],input[type=reset],input[type=image],summary," +
  ["button", "link", "tab", "menuitem", "menuitemradio", "menuitemcheckbox", "option", "switch", "radio", "checkbox"].map((role) => `[role=${role}]`).join(",") +
  ",[onclick]";
const FIELD = "input:not([type=hidden]):not([type=button]):not([type=submit]):not([type=reset]):not([type=image]),select,textarea,[contenteditable=''],[contenteditable=true]," +
  ["textbox", "combobox", "spinbutton", "searchbox", "checkbox", "radio", "listbox", "switch", "slider"].map((role) => `[role=${role}]`).join(",");
/** Where elements of a role are looked for; other roles are looked for everywhere. */
const ROLE_PLACES = {
  button: "button,summary,input[type=button],input[type=submit],input[type=reset],input[type=image]",
  link: "a[href],area[href]", heading: "h1,h2,h3,h4,h5,h6", checkbox: "input[type=checkbox]", radio: "input[type=radio]",
  textbox: "input,textarea,[contenteditable]", searchbox: "input[type=search]", combobox: "select,input[list]", listbox: "select,datalist",
  spinbutton: "input[type=number]", option: "option", dialog: "dialog", img: "img,svg", list: "ul,ol,menu", listitem: "li", table: "table",
  row: "tr", cell: "td", columnheader: "th", navigation: "nav", main: "main", banner: "header", contentinfo: "footer", article: "article",
  group: "fieldset,details,optgroup", status: "output", form: "form", region: "section", search: "search", progressbar: "progress",
};
const TEST_IDS = ["data-testid", "data-test-id", "data-test", "data-qa", "data-cy"];

/** Words in attributes that tell what a control without a name is for. */
function hintsOf(element) {
  const words = [];
  const take = (text) => words.push(...String(text ?? "").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9+]+/).filter(Boolean));
  for (const one of [element, ...element.querySelectorAll("svg,svg *,i,img,span")]) {
    for (const { name, value } of one.attributes ?? []) {
      if (/^(id|class|name|title|aria-label|href|xlink:href|src|alt|data-.*)$/.test(name) && !(one === element && name === "href")) take(value);
    }
    if (one.localName === "title") take(one.textContent);
  }
  return words;
}

/** Elements that the first part of a locator could mean, best kind first, without regard to scope and sight. */
function couldBe(by) {
  const named = (selector, name) => all(selector).filter((element) => answers(name, nameOf(element)));
  switch (by.by) {
    case "role": {
      const selector = by.role in ROLE_PLACES ? `${ROLE_PLACES[by.role]},[role~=${by.role}]` : "*";
      return all(selector).filter((element) => roleOf(element) === by.role && (!by.name || answers(by.name, nameOf(element))));
    }
    case "clickable":
      return named(CLICKABLE, by.name);
    case "field": {
      const fields = all(FIELD);
      const labelled = fields.filter((element) => answers(by.name, nameOf(element)) || labelsOf(element).some((label) => answers(by.name, label)));
      return labelled.length ? labelled : fields.filter((element) => answers(by.name, element.getAttribute("placeholder") ?? "") || answers(by.name, element.getAttribute("title") ?? ""));
    }
    case "label":
      return all(FIELD).filter((element) => labelsOf(element).some((label) => answers(by.name, label)) || answers(by.name, element.getAttribute("aria-label") ?? "") || (element.hasAttribute("aria-labelledby") && answers(by.name, nameOf(element))));
    case "placeholder":
      return all("[placeholder]").filter((element) => answers(by.name, element.getAttribute("placeholder")));
    case "text":
      return withText(by.name);
    case "alt":
      return all("[alt]").filter((element) => answers(by.name, element.getAttribute("alt")));
    case "title":
      return all("[title]").filter((element) => answers(by.name, element.getAttribute("title")));
    case "testId":
      return all(TEST_IDS.map((name) => `[${name}]`).join(",")).filter((element) => TEST_IDS.some((name) => element.getAttribute(name) === by.id));
    case "css":
      return all(by.selector);
    case "placed":
      return all(by.selector).filter((element) => fold(nameOf(element)) === fold(by.name));
    case "autofill":
      return all("[autocomplete]").filter((element) => fold(element.getAttribute("autocomplete")).split(" ").includes(by.token) && !(element.getAttribute("aria-hidden") === "true" && element.tabIndex < 0));
    case "hint": {
      const heard = (element) => hintsOf(element).some((word) => by.words.some((wanted) => word === wanted));
      const found = all(`${CLICKABLE},${FIELD}`).filter(heard);
      const nameless = found.filter((element) => !nameOf(element));
      return nameless.length ? nameless : found;
    }
    default:
      throw new Error(`unknown kind of locator: ${by.by}`);
  }
}

const UNSAID = "script,style,noscript,template";
/** The text of an element as a person may come to see it: what stands in its scripts is no text. */
function said(element) {
  if (!element.querySelector(UNSAID)) return element.textContent;
  const texts = [];
  const walker = (element.ownerDocument ?? element).createTreeWalker(element, 4);
  while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest(UNSAID)) texts.push(walker.currentNode.data);
  return texts.join("");
}

/** The smallest elements with that text. */
function withText(match) {
  const found = [];
  const wanted = wordsOf(match).map(fold);
  const may = (element) => {
    const holds = (text) => wanted.some((words) => fold(text).includes(words));
    return holds(element.textContent) && holds(said(element)) && !/^(script|style|noscript|template|title|option)$/.test(element.localName);
  };
  for (const root of passRoots()) {
    const top = root.body ?? root;
    const walker = (root.ownerDocument ?? root).createTreeWalker(top, 1, (element) => (may(element) ? 1 : 2));
    for (let element = top.nodeType === 1 ? top : walker.nextNode(); element; element = walker.nextNode()) {
      const fits = (one) => answers(match, said(one)) || (match.how !== "contains" && may(one) && answers(match, one.innerText ?? ""));
      if (fits(element) && ![...element.children].some((child) => may(child) && fits(child))) found.push(element);
    }
  }
  for (const button of all("input[type=submit],input[type=button],input[type=reset]")) if (answers(match, button.value)) found.push(button);
  return found;
}

/** What a locator means now: `found` is what is left, in document order, and `at` which of its alternatives has found it. */
function resolve(locator) {
  const tries = [locator, ...(locator.or ?? [])];
  let last = null;
  for (const [at, one] of tries.entries()) {
    last = { ...resolveOne(one), at };
    if (last.found.some(visible)) break;
  }
  return last.found.some(visible) ? last : tries.length > 1 ? firstNonEmpty(tries) : last;
}

function firstNonEmpty(tries) {
  const resolved = tries.map(resolveOne);
  return resolved.find((one) => one.found.length) ?? resolved.find((one) => one.unscoped.length) ?? resolved[0];
}

function resolveOne(locator) {
  const unscoped = couldBe(locator);
  let found = unscoped;
  if (locator.within) {
    const containers = resolve(locator.within).found.filter(visible);
    found = found.filter((element) => containers.some((container) => container !== element && holds(container, element)));
  }
  if (locator.beside && found.length) found = inLineOf(locator.beside, found);
  return { found, unscoped, locator };
}

const DIALOG = "dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]";

/** Several matches that a customer would take for one thing become one. */
function withoutTwins(found) {
  let left = found.filter(visible);
  if (!left.length) return found;
  left = left.filter((element) => !left.some((other) => other !== element && holds(element, other)));
  if (left.length > 1) {
    const modal = left.filter((element) => inModal(element));
    if (modal.length && modal.length < left.length) left = modal;
  }
  if (left.length > 1) {
    const goal = (element) => (element.localName === "a" && element.href ? `${element.href}` : null);
    left = left.filter((element, at) => !goal(element) || left.findIndex((other) => goal(other) === goal(element)) === at);
  }
  return left;
}

/** Whether an open dialog holds it back: it lies in a branch that the page has hidden from everybody but the eye. */
function heldBack(element) {
  for (let at = parentOf(element, true); at; at = parentOf(at, true)) {
    if (at.getAttribute("aria-hidden") !== "true" && !at.hasAttribute("inert")) continue;
    // Some dialogs stay hidden from assistive technology while they are open.
    if (!at.matches(DIALOG) && ![...at.querySelectorAll(DIALOG)].some(visible)) return true;
  }
  return false;
}

/** Whether it is part of an open dialog that holds the rest of the page back. */
function inModal(element) {
  for (let at = element; at; at = parentOf(at, true)) {
    if (at.getAttribute("aria-modal") === "true" || (at.localName === "dialog" && at.open && at.matches(":modal"))) return true;
  }
  return false;
}
