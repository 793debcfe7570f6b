// The contest: pairs of runs, one contestant after the other, in every cell; ci/bench.sh prepares it. See README.md.
import { spawn } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { Failed, floor, formatOf, playwright, prove, shopper } from './contestants.mjs';
import { countSteps, firstJourneys, readJourneys } from './journeys.mjs';
import { census, endWithUs, watch } from './processes.mjs';
import { ownTime, ratioTable, stepTable, summarise, usageTable } from './report.mjs';

const GOALS = { ratio: 0.45, peak_mb: 40, framework_ms_per_step: 5 };
const CELLS = [1, 2].flatMap((workers) => [false, true].map((pictures) => ({
  workers,
  pictures,
  name: `${workers} ${workers === 1 ? 'worker' : 'workers'}, ${pictures ? 'a picture a step' : 'no pictures'}`,
})));
const ATTEMPTS = 3; // at a pair, or at the floor
const LIMIT_SECONDS = 600; // of one run; one that takes longer hangs

const FLAGS = {
  pairs: { type: 'string', default: '5' },
  journeys: { type: 'string' },
  shopper: { type: 'string' },
  storefront: { type: 'string' },
  browser: { type: 'string' },
  browserVersion: { type: 'string' },
  playwright: { type: 'string' },
  playwrightVersion: { type: 'string' },
  folder: { type: 'string' },
};

/** Starts the shop on a free port; resolves with its address. */
function openShop(binary) {
  const child = spawn(binary, ['--skin', 'classic'], { stdio: ['ignore', 'pipe', 'inherit'] });
  endWithUs(child);
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the storefront ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const url = /listening on (\S+)/.exec(text)?.[1];
      if (url) done({ url, close: () => child.kill('SIGTERM') });
    });
  });
}

/** One run of one contestant in one cell, proved to have done its work. */
async function run(bench, contestant, cell, label) {
  const out = join(bench.folder, 'out', contestant.name);
  const tmp = join(bench.folder, 'tmp');
  for (const folder of [out, tmp]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const log = join(bench.folder, 'logs', `${contestant.name}-${label}.log`);
  mkdirSync(dirname(log), { recursive: true });
  const answer = await fetch(new URL('api/admin/reset', bench.shop), { method: 'POST' });
  if (!answer.ok) throw new Error(`the storefront cannot be reset: HTTP ${answer.status}`);
  const mine = Object.entries(process.env).filter(([name]) => !name.startsWith('SHOPPER_') && name !== 'RUST_LOG');
  const env = { ...Object.fromEntries(mine), TMPDIR: tmp, ...contestant.env(bench, cell, out) };
  const command = contestant.command(bench, cell, out);
  const measured = { ...(await watch(command, { env, cwd: tmp, log, limitSeconds: LIMIT_SECONDS })), log };
  const pictures = await prove(bench, contestant, cell, measured, out);
  const leftFiles = readdirSync(tmp).length;
  rmSync(tmp, { recursive: true, force: true });
  const { seconds, peakMb, cpu } = measured;
  return { seconds, peakMb, cpu, pictures, leftFiles, out };
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Does `work`; when a run in it goes wrong, that is told, kept in the result, and all of it is done again. */
async function insist(bench, label, work) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt === 1 ? label : `${label}-again-${attempt}`);
    } catch (error) {
      if (!(error instanceof Failed) || attempt === ATTEMPTS) throw error;
      bench.repeated.push(error.message);
      say(`once more: ${error.message}`);
    }
  }
}

/** Both sides in one cell, one after the other. */
function runPair(bench, cell, label) {
  return insist(bench, label, async (labelled) => {
    const one = await run(bench, shopper, cell, labelled);
    const steps = shopper.steps(one.out);
    const other = await run(bench, playwright, cell, labelled);
    if (!cell.pictures && cell.workers === 1) bench.stepTimes.push(...steps);
    return { cell, shopper: { ...one, ownMs: steps.map(ownTime) }, playwright: other };
  });
}

async function runFloor(bench, cell, label) {
  const { seconds } = await insist(bench, label, (labelled) => run(bench, floor, cell, labelled));
  bench.floors.push({ workers: cell.workers, seconds });
}

async function contest(bench) {
  // Once for nothing: caches of the system, of Playwright's translations; and the format of shopper's pictures.
  const trial = await runPair(bench, CELLS[1], 'trial');
  bench.pictureFormat = formatOf(shopper.pictures(trial.shopper.out));

  const runs = [];
  for (let number = 1; number <= bench.pairs; number += 1) {
    for (const cell of bench.cells) {
      const label = `${cell.workers}-${cell.pictures ? 'pictures' : 'bare'}-${number}`;
      const pair = await runPair(bench, cell, label);
      runs.push(pair);
      const [one, other] = [pair.shopper.seconds, pair.playwright.seconds];
      const ratio = `${one.toFixed(2)} s / ${other.toFixed(2)} s = ${(one / other).toFixed(2)}`;
      say(`pair ${number}/${bench.pairs}  ${cell.name.padEnd(27)}  ${ratio}`);
      if (!cell.pictures) await runFloor(bench, cell, label);
    }
  }
  return runs;
}

/** The contest's terms, from the flags: what runs where. */
function terms() {
  const { values: flags } = parseArgs({ options: FLAGS });
  const here = dirname(fileURLToPath(import.meta.url));
  const source = join(here, 'journeys.feature');
  const all = readJourneys(source);
  const number = (flag, most) => {
    const value = Number(flags[flag] ?? most);
    if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`--${flag} wants a number from 1 to ${most}`);
    return value;
  };
  const journeys = all.slice(0, number('journeys', all.length));
  const feature = join(flags.folder, 'journeys.feature');
  const journeysFile = join(flags.folder, 'journeys.json');
  writeFileSync(feature, firstJourneys(source, journeys.length));
  writeFileSync(journeysFile, JSON.stringify(journeys));
  return {
    ...flags, here, journeys, feature, journeysFile, pairs: number('pairs', 1000), steps: countSteps(source),
    cells: CELLS, pictureFormat: 'jpeg', floors: [], stepTimes: [], repeated: [],
  };
}

function keep(bench, result) {
  const file = join(bench.folder, 'result.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(result, null, 2)}\n`);
  renameSync(`${file}.new`, file);
  return file;
}

function tell(bench, runs, summary, processes, file) {
  say(`\nwall time, shopper / Playwright: medians of ${bench.pairs} pairs\n${ratioTable(summary)}`);
  say(`\nmemory: highest of all runs; own time: median of all steps, the browser's time taken off; CPU: medians\n${usageTable(summary)}`);
  say(`\nwhere shopper's time goes: 1 worker, no pictures\n${stepTable(bench.stepTimes)}\n`);
  for (const side of ['shopper', 'playwright']) {
    const sum = (of) => runs.reduce((all, run) => all + of(run[side]), 0);
    const pictures = `${sum((one) => one.pictures.taken)} of ${sum((one) => one.pictures.due)} pictures (${bench.pictureFormat})`;
    say(`${side}: ${pictures}; left in the temporary folder: ${sum((one) => one.leftFiles)}; processes left: none`);
  }
  const count = (counts) => `${counts.browser} of browsers, ${counts.chromedriver} chromedriver, ${counts.node} node`;
  say(`processes on this machine: before ${count(processes.before)}; after ${count(processes.after)}`);
  say(`runs that went wrong and were done again: ${bench.repeated.length}`);
  say(`kept in ${file}`);
}

async function main() {
  const bench = terms();
  const shop = await openShop(bench.storefront);
  bench.shop = shop.url;
  say(`${bench.journeys.length} journeys of ${bench.steps} steps, ${bench.pairs} pairs; Playwright Test ${bench.playwrightVersion}; ${bench.browserVersion}`);
  const before = census();
  const runs = await contest(bench);
  const processes = { before, after: census() };
  shop.close();
  const summary = summarise(bench, runs, GOALS);
  const file = keep(bench, {
    version: 1,
    at: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, memory_gb: Math.round(totalmem() / 2 ** 30), kernel: release() },
    browser: bench.browserVersion,
    playwright: bench.playwrightVersion,
    node: process.version,
    journeys: bench.journeys.length,
    steps_per_journey: bench.steps,
    picture_format: bench.pictureFormat,
    ...summary,
    repeated: bench.repeated,
    processes,
  });
  tell(bench, runs, summary, processes, file);
  return Object.values(summary.reached).every(Boolean) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`error: ${error.message}\n`);
    process.exit(2);
  },
);
