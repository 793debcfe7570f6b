// Runs the floor: node floor.mjs BROWSER SHOP JOURNEYS.json WORKERS. Speaks to the browser over a pipe, only to open a
// context for each journey and to hear when it is through.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [binary, shop, file, workers] = process.argv.slice(2);
const walk = readFileSync(new URL('walk.js', import.meta.url), 'utf8').trim().replace(/;$/, '');
const profile = mkdtempSync(join(tmpdir(), 'floor-'));
const switches = [
  '--headless', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--window-size=1280,800', '--hide-scrollbars',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-extensions',
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--mute-audio', '--disable-gpu',
  ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
];
const browser = spawn(binary, switches, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
const ended = new Promise((done) => browser.once('exit', done));
const lost = (code, signal) => {
  process.stderr.write(`the browser ended with ${code ?? signal} on the way\n`);
  process.exit(1);
};
browser.once('exit', lost);
const [, , , mouth, ears] = browser.stdio;

let number = 0;
const answers = new Map();
const arrivals = new Map();

function send(method, params = {}, sessionId = undefined) {
  number += 1;
  mouth.write(`${JSON.stringify({ id: number, method, params, sessionId })}\0`);
  return new Promise((done, failed) => answers.set(number, { done, failed, method }));
}

function hear({ id, error, result, method, sessionId }) {
  if (method === 'Runtime.bindingCalled') arrivals.get(sessionId)?.();
  const waiting = answers.get(id);
  if (waiting === undefined) return;
  answers.delete(id);
  if (error) waiting.failed(new Error(`${waiting.method}: ${error.message}`));
  else waiting.done(result);
}

let rest = '';
ears.setEncoding('utf8').on('data', (text) => {
  const messages = (rest + text).split('\0');
  rest = messages.pop();
  for (const message of messages) hear(JSON.parse(message));
});

async function go(journey) {
  const { browserContextId } = await send('Target.createBrowserContext');
  const { targetId } = await send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const arrived = new Promise((done) => arrivals.set(sessionId, done));
  const source = `(${walk})(${JSON.stringify(journey)})`;
  await Promise.all([
    send('Page.enable', {}, sessionId),
    send('Runtime.enable', {}, sessionId),
    send('Runtime.addBinding', { name: 'arrived' }, sessionId),
    send('Page.addScriptToEvaluateOnNewDocument', { source }, sessionId),
  ]);
  await send('Page.navigate', { url: shop }, sessionId);
  await arrived;
  arrivals.delete(sessionId);
  await send('Target.disposeBrowserContext', { browserContextId });
}

const journeys = JSON.parse(readFileSync(file, 'utf8'));
async function work() {
  for (let journey = journeys.shift(); journey !== undefined; journey = journeys.shift()) await go(journey);
}
await Promise.all(Array.from({ length: Number(workers) }, work));
browser.off('exit', lost);
void send('Browser.close'); // it may be gone before it answers
await ended;
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
