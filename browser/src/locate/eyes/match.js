// Comparing names, and telling which of several things are in the same line.

/** Whether `text` answers to a match. */
function answers(match, text) {
  const heard = fold(text);
  if (match.how === "exact") return heard === fold(match.words);
  if (match.how === "contains") return heard.includes(fold(match.words));
  if (match.how === "oneOf") return match.words.some((words) => heard === fold(words));
  return match.words.some((words) => {
    const wanted = fold(words);
    return heard.startsWith(wanted) && !/^[\p{L}\p{N}]/u.test(heard.slice(wanted.length));
  });
}

/** All words of a match, for telling how near a name comes. */
const wordsOf = (match) => (Array.isArray(match.words) ? match.words : [match.words]);

/** 0 to 1: how much two texts have in common (Dice, over pairs of letters). */
function likeness(left, right) {
  const pairs = (text) => {
    const folded = fold(text);
    const counts = new Map();
    for (let at = 0; at + 1 < folded.length; at++) {
      const pair = folded.slice(at, at + 2);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    return counts;
  };
  const [mine, yours] = [pairs(left), pairs(right)];
  let common = 0;
  let total = 0;
  for (const [pair, count] of mine) common += Math.min(count, yours.get(pair) ?? 0);
  for (const counts of [mine, yours]) for (const count of counts.values()) total += count;
  return total ? (2 * common) / total : 0;
}

const NO_LINE = new Set("html body main table tbody thead ul ol dl form nav header footer".split(" "));
const NO_LINE_ROLE = new Set("main table grid list listbox rowgroup feed navigation banner form".split(" "));
const LINE = new Set("tr li article dd dt".split(" "));
const LINE_ROLE = new Set("row listitem article option group".split(" "));
const LINE_WORD = /(^|[-_\s])(line|row|item|card|entry|product|tile)s?($|[-_\s])/i;

/** Whether an element is one of several alike, as the lines of a cart and the cards of a list are. */
function isLine(element) {
  const role = element.getAttribute("role") ?? "";
  if (NO_LINE.has(element.localName) || NO_LINE_ROLE.has(role)) return false;
  if (LINE.has(element.localName) || LINE_ROLE.has(role)) return true;
  if (LINE_WORD.test(element.getAttribute("class") ?? "")) return true;
  const siblings = [...(element.parentElement?.children ?? [])];
  const like = (other) => other !== element && other.localName === element.localName && other.className === element.className && element.className !== "";
  return siblings.some(like);
}

/** The smallest elements that say `text`: exactly if any does, else with it as a phrase inside. */
function placesOf(text) {
  const wanted = fold(text);
  const exact = [];
  const phrase = [];
  const bounded = new RegExp(`(^|[^\\p{L}\\p{N}])${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}($|[^\\p{L}\\p{N}])`, "u");
  for (const root of passRoots()) {
    const walker = (root.ownerDocument ?? root).createTreeWalker(root, 1, (element) =>
      SILENT.test(element.localName) || !says(element, wanted) ? 2 : 1,
    );
    while (walker.nextNode()) {
      const element = walker.currentNode;
      if ([...element.children].some((child) => says(child, wanted) && !SILENT.test(child.localName))) continue;
      if (!visible(element)) continue;
      const own = fold(spoken(element));
      if (own === wanted) exact.push(element);
      else if (bounded.test(own)) phrase.push(element);
    }
  }
  return exact.length ? exact : phrase;
}

const SILENT = /^(script|style|noscript|template)$/;
const says = (element, wanted) => fold(element.textContent).includes(wanted);
/** The text of an element without what its scripts say: data of products stand in many. */
const spoken = (element) => [...element.childNodes]
  .map((node) => (node.nodeType === 3 ? node.data : node.nodeType === 1 && !SILENT.test(node.localName) ? spoken(node) : ""))
  .join("");

/** Of `candidates`, those in the line of `text`, each with nothing of another line between them. */
function inLineOf(text, candidates) {
  const places = placesOf(text);
  const lines = new Map();
  for (const candidate of candidates) {
    for (let at = parentOf(candidate, true); at; at = parentOf(at, true)) {
      if (!places.some((place) => holds(at, place) || holds(place, candidate))) continue;
      if (NO_LINE.has(at.localName) || NO_LINE_ROLE.has(at.getAttribute("role") ?? "")) break;
      // A box around the text and the control that is itself no line may stand in one.
      let line = at;
      while (line && !isLine(line) && !NO_LINE.has(line.localName)) line = parentOf(line, true);
      if (line && !NO_LINE.has(line.localName)) lines.set(candidate, at);
      break;
    }
  }
  const found = [...lines.entries()];
  return found.filter(([, line]) => !found.some(([, other]) => other !== line && holds(line, other))).map(([candidate]) => candidate);
}
