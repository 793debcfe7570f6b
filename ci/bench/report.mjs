// Medians, and the tables people read.

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ');
  return rows.map(line).join('\n');
}

const seconds = (value) => `${value.toFixed(2)} s`;

/** What a step took that was not spent waiting for the browser, milliseconds. */
export function ownTime(step) {
  if (typeof step.browserMs !== 'number') throw new Error('the record does not tell for how long the browser was awaited');
  return step.ms - step.browserMs;
}

/** What was measured in each cell, and whether the goals are reached. */
export function summarise(bench, runs, goals) {
  const cells = bench.cells.map((cell) => {
    const pairs = runs.filter((run) => run.cell === cell);
    const floors = bench.floors.filter((run) => run.workers === cell.workers).map((run) => run.seconds);
    const ratios = pairs.map((pair) => pair.shopper.seconds / pair.playwright.seconds);
    return {
      name: cell.name,
      workers: cell.workers,
      pictures: cell.pictures,
      ratio: median(ratios),
      ratios,
      shopper_seconds: median(pairs.map((pair) => pair.shopper.seconds)),
      playwright_seconds: median(pairs.map((pair) => pair.playwright.seconds)),
      floor_seconds: median(floors),
      shopper_peak_mb: Math.max(...pairs.map((pair) => pair.shopper.peakMb)),
      playwright_peak_mb: Math.max(...pairs.map((pair) => pair.playwright.peakMb)),
      framework_ms_per_step: median(pairs.flatMap((pair) => pair.shopper.ownMs)),
      cpu_ms_per_step: median(pairs.map((pair) => (pair.shopper.cpu.framework * 1000) / (bench.journeys.length * bench.steps))),
      cpu_seconds: {
        shopper: middle(pairs.map((pair) => pair.shopper.cpu)),
        playwright: middle(pairs.map((pair) => pair.playwright.cpu)),
      },
      pairs: pairs.map(({ shopper: { ownMs, ...shopper }, playwright }) => ({ shopper: { ...shopper, own_ms: spread(ownMs) }, playwright })),
    };
  });
  const reached = {
    ratio: cells.every((cell) => cell.ratio <= goals.ratio),
    peak_mb: cells.every((cell) => cell.shopper_peak_mb <= goals.peak_mb),
    framework_ms_per_step: cells.every((cell) => cell.framework_ms_per_step <= goals.framework_ms_per_step),
  };
  return { cells, goals, reached };
}

/** Of many times: the middle, what nine of ten stay below, and the longest. */
function spread(times) {
  const sorted = [...times].sort((one, other) => one - other);
  return { median: median(sorted), p90: sorted[Math.floor(sorted.length * 0.9)], max: sorted.at(-1) };
}

function middle(usages) {
  return Object.fromEntries(Object.keys(usages[0]).map((kind) => [kind, median(usages.map((usage) => usage[kind]))]));
}

export function ratioTable({ cells, goals }) {
  const rows = cells.map((cell) => [
    cell.name,
    cell.ratio.toFixed(2),
    `${Math.min(...cell.ratios).toFixed(2)}-${Math.max(...cell.ratios).toFixed(2)}`,
    cell.ratio <= goals.ratio ? 'reached' : 'MISSED',
    seconds(cell.shopper_seconds),
    seconds(cell.playwright_seconds),
    seconds(cell.floor_seconds),
    (cell.floor_seconds / cell.playwright_seconds).toFixed(2),
  ]);
  return table([['', 'ratio', 'of pairs', `<= ${goals.ratio}`, 'shopper', 'Playwright', 'floor', 'floor ratio'], ...rows]);
}

export function usageTable({ cells, goals }) {
  const cpu = (usage) => [usage.framework, usage.driver + usage.browser].map(seconds);
  const rows = cells.map((cell) => [
    cell.name,
    `${cell.shopper_peak_mb.toFixed(1)} MB`,
    cell.shopper_peak_mb <= goals.peak_mb ? 'reached' : 'MISSED',
    `${cell.framework_ms_per_step.toFixed(2)} ms`,
    cell.framework_ms_per_step <= goals.framework_ms_per_step ? 'reached' : 'MISSED',
    `${cell.cpu_ms_per_step.toFixed(2)} ms`,
    ...cpu(cell.cpu_seconds.shopper),
    `${cell.playwright_peak_mb.toFixed(0)} MB`,
    ...cpu(cell.cpu_seconds.playwright),
  ]);
  const head = ['', 'shopper: memory', `<= ${goals.peak_mb} MB`, 'own time a step', `<= ${goals.framework_ms_per_step} ms`, 'CPU a step'];
  return table([[...head, 'CPU', 'its browser', 'Playwright: memory', 'CPU', 'its browser'], ...rows]);
}

/** Medians of shopper's own record, by step: where its time goes. */
export function stepTable(steps) {
  const byStep = new Map();
  for (const step of steps) byStep.set(step.at, [...(byStep.get(step.at) ?? []), step]);
  const rows = [...byStep.values()].map((same) => [
    same[0].text,
    `${median(same.map((step) => step.ms)).toFixed(1)} ms`,
    `${median(same.map(ownTime)).toFixed(2)} ms`,
    String(median(same.map((step) => step.trips))),
  ]);
  const total = (of) => rows.reduce((sum, row) => sum + Number.parseFloat(row[of]), 0);
  const sums = [`${total(1).toFixed(1)} ms`, `${total(2).toFixed(2)} ms`, String(total(3))];
  return table([['step', 'median', 'own time', 'trips'], ...rows, ['together', ...sums]]);
}
