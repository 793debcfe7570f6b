// Telling a person what is there, and why the nearest things were not meant.

const MOST_NAMED = 5;
const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** `button "Pay now"`, `<div class="banner"> "We use cookies"`: as one would point it out. */
function describe(element) {
  const role = roleOf(element);
  // What a box sends when it is ticked is no name of it.
  const mute = secret(element) || /^(checkbox|radio)$/.test(element.type);
  const name = cut(nameOf(element) || (mute ? "" : textOf(element)), 50);
  const tag = element.localName;
  const look = element.getAttribute("class") ? `<${tag} class="${cut(norm(element.getAttribute("class")), 30)}">` : element.id ? `<${tag} id="${element.id}">` : `<${tag}>`;
  const what = role === "generic" || role === "none" || role === "presentation" ? look : role;
  return name ? `${what} "${name}"` : role === what ? `${what} without a name (${look})` : what;
}

/** Where it stands, for telling one of several from the others. */
function whereabouts(element) {
  const box = element.getBoundingClientRect();
  for (let at = parentOf(element); at; at = parentOf(at)) {
    if (isLine(at)) return `in the line "${cut(norm(at.innerText), 60)}"`;
    if (at.localName === "dialog" || at.getAttribute("role") === "dialog") return `in dialog "${cut(nameOf(at), 40)}"`;
    if (/^(header|footer|nav|aside)$/.test(at.localName)) return `in the page's ${at.localName}`;
  }
  return `at ${Math.round(box.x)},${Math.round(box.y)}`;
}

/** Whether a selector leads to one thing only in the document or shadow tree that `element` is in. */
const isOnly = (selector, element) => element.getRootNode().querySelectorAll(selector).length === 1;

/** A selector that leads to this element and to no other, for finding it again. */
function pathTo(element) {
  if (!pass.paths.has(element)) pass.paths.set(element, pathOf(element));
  return pass.paths.get(element);
}
function pathOf(element) {
  if (element.id && isOnly(`#${CSS.escape(element.id)}`, element)) return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute("name");
  const byName = name && `${element.localName}[name="${CSS.escape(name)}"]`;
  if (byName && isOnly(byName, element)) return byName;
  const parent = element.parentElement;
  if (!parent) return element.localName;
  return `${pathTo(parent)} > ${element.localName}:nth-child(${[...parent.children].indexOf(element) + 1})`;
}

/** The same as a person would write it: by id, test id, address, class, its own or that of what it stands in. */
function selectorOf(element) {
  const told = ["data-testid", "data-test", "name", "href", "action", "aria-label"];
  const said = (one) => [
    ...(one.id && !/\d{3}/.test(one.id) ? [`#${CSS.escape(one.id)}`] : []),
    ...told.map((name) => [name, one.getAttribute(name)]).filter(([name, value]) => value && value.length < 60 && !/^#|:\/\//.test(value) && !(name === "aria-label" && /\d/.test(value))).map(([name, value]) => `${one.localName}[${name}=${JSON.stringify(value)}]`),
    ...[...one.classList].filter((name) => !/\d/.test(name)).map((name) => `.${CSS.escape(name)}`),
  ];
  for (let box = element; box && box !== document.body; box = box.parentElement) {
    const inner = box === element ? "" : ` ${element.localName}`;
    const found = said(box).map((selector) => selector + inner).find((selector) => isOnly(selector, element));
    if (found) return found;
  }
  return pathTo(element);
}

/** Everything of the kind that a locator asks for, whatever its name. */
function sameKind(locator) {
  if (["field", "label", "placeholder", "autofill"].includes(locator.by)) return all(FIELD);
  if (locator.by === "role" && !["button", "link"].includes(locator.role)) return all(locator.role in ROLE_PLACES ? `${ROLE_PLACES[locator.role]},[role=${locator.role}]` : `[role=${locator.role}]`);
  if (locator.by === "alt") return all("img,[alt]");
  if (locator.by === "text") return all("h1,h2,h3,h4,p,li,td,th,label,a,button,strong,output,[role=status],[role=alert]");
  return all(CLICKABLE);
}

/** Up to five things that come near, each with the reason why it was refused. */
function nearest(locator, resolved) {
  const words = locator.by === "placed" ? [locator.name] : locator.name ? wordsOf(locator.name) : locator.words ?? [locator.token ?? locator.id ?? ""];
  const called = (element) => nameOf(element) || (locator.by === "text" && !secret(element) ? cut(textOf(element), 200) : "");
  const near = (element) => Math.max(0, ...words.map((word) => Math.max(likeness(word, called(element)), likeness(word, element.getAttribute("placeholder") ?? "") * 0.9)));
  const rest = sameKind(locator).filter((element) => !resolved.unscoped.includes(element));
  // For somebody who looks for a button, the page's other buttons come before links that sound alike.
  const kin = (element) => (locator.by === "role" && roleOf(element) === locator.role ? 0.5 : 0);
  const scored = rest.map((element) => ({ element, score: (near(element) + kin(element)) * (visible(element) ? 1 : 0.6) })).filter(({ score }) => score > 0.15);
  scored.sort((left, right) => right.score - left.score);
  const scopedOut = resolved.unscoped.filter((element) => !resolved.found.includes(element));
  const lines = [
    ...resolved.found.filter((element) => !visible(element)).map((element) => `${describe(element)}: it is hidden`),
    ...scopedOut.map((element) => `${describe(element)}: it is ${locator.beside ? `not in the line of "${locator.beside}"` : "outside"}, ${whereabouts(element)}`),
    ...scored.map(({ element }) => `${describe(element)}: ${visible(element) ? "it is called differently" : "it is called differently and hidden"}`),
  ];
  return [...new Set(lines)].slice(0, MOST_NAMED);
}
