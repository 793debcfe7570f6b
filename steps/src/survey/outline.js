// Draws an outline with a name around each thing that was found, over everything that the page shows, or takes them away;
// and gives a short selector for each.
(args, eyes) => {
  const ID = "mystery-shopper-outlines";
  document.getElementById(ID)?.remove();
  const colour = { hint: "#1d4ed8", token: "#15803d", name: "#15803d" };
  const elements = args.things.map(({ path }) => { try { return document.querySelector(path); } catch { return null; } });
  const selectors = elements.map((one) => (one ? eyes.selector(one) : ""));
  if (!args.draw) return { selectors, done: true };
  const host = document.createElement("div");
  host.id = ID;
  host.popover = "manual";
  host.setAttribute("style", `all:initial;position:absolute;inset:0;width:${document.documentElement.scrollWidth}px;height:${document.documentElement.scrollHeight}px;margin:0;padding:0;border:0;background:transparent;overflow:visible;pointer-events:none;display:block;z-index:2147483647`);
  const root = host.attachShadow({ mode: "open" });
  const taken = [];
  const free = (x, y, width) => !taken.some((one) => Math.abs(one.y - y) < 17 && x < one.x + one.width && one.x < x + width);
  args.things.forEach(({ label, by }, at) => {
    const box = elements[at]?.getBoundingClientRect();
    if (!box || !box.width) return;
    const [left, top] = [box.left + scrollX, box.top + scrollY];
    const ink = colour[by] || "#c2410c";
    const frame = document.createElement("div");
    frame.style.cssText = `position:absolute;box-sizing:border-box;left:${left - 3}px;top:${top - 3}px;width:${box.width + 6}px;height:${box.height + 6}px;border:2px solid ${ink};border-radius:4px`;
    const name = document.createElement("div");
    name.textContent = label;
    const width = label.length * 6.6 + 10;
    // On the border of what is wide, at its right end, where neither its label nor its text stands; else above or below.
    const wide = box.width > width * 1.8;
    const x = Math.max(0, Math.min(wide ? left + box.width - width - 6 : left - 3, document.documentElement.scrollWidth - width));
    const places = [...(wide ? [top - 10] : []), top - 20, top + box.height + 4, top - 37, top + box.height + 21];
    const y = places.find((one) => one >= 0 && free(x, one, width)) ?? Math.max(0, places[0]);
    taken.push({ x, y, width });
    name.style.cssText = `position:absolute;left:${x}px;top:${y}px;font:bold 11px/16px sans-serif;padding:0 4px;color:#fff;background:${ink};border-radius:3px;white-space:nowrap`;
    root.append(frame, name);
  });
  document.documentElement.append(host);
  // Above dialogs, too.
  try { host.showPopover(); } catch { /* an old browser: dialogs stay above */ }
  return { selectors, done: true };
}
