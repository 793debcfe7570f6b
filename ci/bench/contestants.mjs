// What is run in a cell, and how it is seen that it did its work.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

const FILE_OF_RECORD = 'run.json';

/** shopper: the feature file itself. */
export const shopper = {
  name: 'shopper',
  command: (bench, cell, out) => [
    bench.shopper, 'run', bench.feature, '--shop', bench.shop, '--workers', String(cell.workers),
    '--screenshots', cell.pictures ? 'steps' : 'off', '--out', out, '--browser-binary', bench.browser,
    '--viewport', '1280x800', '--wire', 'cdp', '--color', 'never',
  ],
  env: () => ({}),
  pictures: (out) => record(out).flatMap(steps).map((step) => step.evidence.picture)
    .filter((picture) => picture.state === 'captured').map((picture) => picture.content),
  /** For each step of each journey: its sentence, milliseconds, those of them that the browser was awaited, round trips. */
  steps: (out) => record(out).flatMap((scenario) => steps(scenario).map((step, at) => ({
    at,
    text: `${scenario.about.steps[at].keyword} ${scenario.about.steps[at].text}`,
    ms: step.took_ms,
    browserMs: step.browser_ms,
    trips: step.trips,
  }))),
};

/** Playwright Test: the same journeys in its own words. */
export const playwright = {
  name: 'playwright',
  command: (bench, cell) => [
    process.execPath, join(bench.playwright, 'node_modules/@playwright/test/cli.js'), 'test',
    '--config', join(bench.playwright, 'playwright.config.js'), '--workers', String(cell.workers),
  ],
  env: (bench, cell, out) => ({
    BENCH_OUT: out,
    BENCH_SHOP: bench.shop,
    BENCH_BROWSER: bench.browser,
    BENCH_JOURNEYS: bench.journeysFile,
    BENCH_PICTURES: cell.pictures ? bench.pictureFormat : 'off',
    PWTEST_CACHE_DIR: join(bench.playwright, 'cache'), // it is in the temporary folder otherwise, which is emptied here
  }),
  pictures: (out) => files(out).filter((file) => /\.(png|jpeg)$/.test(file)),
};

/** The floor: the same pages, walked by a script inside them. */
export const floor = {
  name: 'floor',
  command: (bench, cell) => [
    process.execPath, join(bench.here, 'floor.mjs'), bench.browser, bench.shop, bench.journeysFile, String(cell.workers),
  ],
  env: () => ({}),
  pictures: () => [],
};

function record(out) {
  return JSON.parse(readFileSync(join(out, FILE_OF_RECORD), 'utf8')).scenarios;
}

function steps(scenario) {
  return scenario.attempts.at(-1).steps;
}

function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map(String);
}

/** The format of the first picture: `png` or `jpeg`. */
export function formatOf(pictures) {
  return extname(pictures[0] ?? '.jpeg').slice(1).replace('jpg', 'jpeg');
}

/** A run that did not do its work. */
export class Failed extends Error {}

/** What the shop's books say was ordered, sorted. */
async function sold(shop) {
  const orders = await (await fetch(new URL('api/admin/orders', shop))).json();
  return orders.map((order) => `${order.lines.map((line) => `${line.quantity} ${line.name}`)} ${order.total.text}`).sort();
}

/**
 * Throws unless the contestant passed, left no process, and the shop sold what every journey ordered.
 * @returns {Promise<{taken: number, due: number}>} the pictures there are, and those that were asked for
 */
export async function prove(bench, contestant, cell, run, out) {
  if (run.left.length > 0) throw new Error(`${contestant.name}, ${cell.name}: it left processes behind: ${run.left.join(', ')}`);
  const amiss = async () => {
    if (run.code !== 0) return `it ended with ${run.code}`;
    const wanted = bench.journeys.map((journey) => `${journey.quantity} ${journey.second} ${journey.total}`).sort();
    const orders = await sold(bench.shop);
    if (JSON.stringify(orders) !== JSON.stringify(wanted)) {
      return `the shop sold ${orders.length} of ${wanted.length} orders, or wrong ones: ${orders.join('; ')}`;
    }
    return null;
  };
  const why = await amiss();
  if (why !== null) throw new Failed(`${contestant.name}, ${cell.name}: ${why}\n  = log  ${run.log}`);
  const due = cell.pictures ? bench.journeys.length * bench.steps : 0;
  return { taken: contestant.pictures(out).length, due };
}
