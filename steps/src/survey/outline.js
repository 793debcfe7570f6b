// Draws an outline with a name around each thing that was found, over everything that the page shows, or takes them away;
// and gives a short selector for each.
(args, eyes) => {
  const ID = "mystery-shopper-outlines";
  document.getElementById(ID)?.remove();
  const colour = { hint: "#1d4ed8", token: "#15803d", name: "#15803d" };
  const elements = args.things.map(({ path }) => { try { return document.querySelector(path); } catch { return null; } });
  // What is still sliding in has no place yet.
  const moves = (one) => one.playState === "running" && one.effect?.getTiming().iterations !== Infinity && elements.some((element) => element && one.effect.target?.contains(element));
  if (args.still && document.getAnimations().some(moves)) return { done: false };
  const selectors = elements.map((one) => (one ? eyes.selector(one) : ""));
  if (!args.draw) return { selectors, done: true };
  const host = document.createElement("div");
  host.id = ID;
  host.popover = "manual";
  host.setAttribute("style", `all:initial;position:absolute;inset:0;width:${document.documentElement.scrollWidth}px;height:${document.documentElement.scrollHeight}px;margin:0;padding:0;border:0;background:transparent;overflow:visible;pointer-events:none;display:block;z-index:2147483647`);
  const root = host.attachShadow({ mode: "open" });
  const wide = document.documentElement.scrollWidth;
  const boxOf = (one) => {
    const box = one?.getBoundingClientRect();
    return box && box.width ? { x: box.left + scrollX, y: box.top + scrollY, width: box.width, height: box.height } : null;
  };
  const boxes = elements.map(boxOf);
  const named = [];
  const meet = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
  // A name stands on the border of what is wide, at its right end, where neither label nor text is; else above, below or
  // beside it, wherever it covers nothing else that was found.
  function placeOf(box, width) {
    const at = (x, y) => ({ x: Math.max(0, Math.min(x, wide - width)), y, width, height: 16 });
    const end = box.x + box.width;
    const places = [
      ...(box.width > width * 1.8 ? [at(end - width - 6, box.y - 10)] : []),
      at(box.x - 3, box.y - 20), at(box.x - 3, box.y + box.height + 4), at(end + 6, box.y), at(box.x - width - 6, box.y),
      at(box.x - 3, box.y - 37), at(box.x - 3, box.y + box.height + 21),
    ];
    const free = (place) => place.y >= 0 && !named.some((one) => meet(one, place)) && !boxes.some((other) => other && other !== box && meet(other, place));
    return places.find(free) ?? places.find((place) => place.y >= 0) ?? places[0];
  }
  args.things.forEach(({ label, by }, which) => {
    const box = boxes[which];
    if (!box) return;
    const ink = colour[by] || "#c2410c";
    const frame = document.createElement("div");
    frame.style.cssText = `position:absolute;box-sizing:border-box;left:${box.x - 3}px;top:${box.y - 3}px;width:${box.width + 6}px;height:${box.height + 6}px;border:2px solid ${ink};border-radius:4px`;
    const name = document.createElement("div");
    name.textContent = label;
    const place = placeOf(box, label.length * 6.6 + 10);
    named.push(place);
    name.style.cssText = `position:absolute;left:${place.x}px;top:${place.y}px;font:bold 11px/16px sans-serif;padding:0 4px;color:#fff;background:${ink};border-radius:3px;white-space:nowrap`;
    root.append(frame, name);
  });
  document.documentElement.append(host);
  // Above dialogs, too.
  try { host.showPopover(); } catch { /* an old browser: dialogs stay above */ }
  return { selectors, done: true };
}
