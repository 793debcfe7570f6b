// Runs a contestant and watches its processes from outside, in /proc: wall time, CPU time and memory by kind of
// process, and whatever is still there when it has ended.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const TICKS_PER_SECOND = 100; // USER_HZ, which is 100 on every Linux that node runs on
const LOOK_EVERY_MS = 100;
const GRACE_MS = 3000; // a browser's helpers end shortly after it

const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGTERM')));
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) process.once(signal, () => process.exit(code));

/** Sees to it that a process ends when this program does. */
export function endWithUs(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // the process has ended in between, or is not ours to see
  }
}

function pids() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
}

/** State, parent, start time and CPU seconds of a process; null when there is none. */
function stat(pid) {
  const text = read(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  return { state: fields[0], parent: Number(fields[1]), started: fields[19], cpu };
}

function program(pid) {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
  } catch {
    return '';
  }
}

function memory(pid, field) {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(read(`/proc/${pid}/status`) ?? '');
  return found ? Number(found[1]) / 1024 : 0;
}

/** What a process is to the contest: the framework itself, the driver, or the browser. */
function kindOf(name) {
  if (name === 'node' || name === 'shopper') return 'framework';
  return name === 'chromedriver' ? 'driver' : 'browser';
}

/** How many processes of browsers, drivers and node there are on this machine, this program left out. */
export function census() {
  const counts = { browser: 0, chromedriver: 0, node: 0 };
  for (const pid of pids()) {
    if (pid === process.pid || ['Z', undefined].includes(stat(pid)?.state)) continue;
    const name = program(pid);
    if (name === 'chromedriver' || name === 'node') counts[name] += 1;
    else if (/chrom|headless_shell/.test(name)) counts.browser += 1;
  }
  return counts;
}

/** The processes that came from one command, and what each has used at most. */
class Family {
  constructor(root, mark) {
    this.mark = mark;
    this.root = root;
    this.known = new Set(pids());
    this.members = new Map();
    this.peak = 0;
    this.known.delete(root);
  }

  look() {
    const fresh = pids().filter((pid) => !this.known.has(pid));
    // Parents have the smaller number but for the rare overflow, so one pass in order finds grandchildren too.
    for (const pid of fresh.sort((one, other) => one - other)) {
      const now = stat(pid);
      if (now === null) continue;
      this.known.add(pid);
      if (pid === this.root || this.members.has(now.parent)) {
        this.members.set(pid, { started: now.started, cpu: 0, kind: 'browser' });
      }
    }
    let sum = 0;
    for (const [pid, member] of this.members) {
      const now = stat(pid);
      if (now === null || now.started !== member.started || now.state === 'Z') continue;
      member.cpu = Math.max(member.cpu, now.cpu);
      const name = program(pid);
      if (name !== '') member.kind = kindOf(name);
      if (member.kind === 'framework') sum += memory(pid, 'VmRSS');
    }
    // Of the root the kernel keeps the peak itself; of several processes together nobody does.
    this.peak = Math.max(this.peak, sum, memory(this.root, 'VmHWM'));
  }

  cpu(kind) {
    return [...this.members.values()].filter((member) => member.kind === kind).reduce((sum, member) => sum + member.cpu, 0);
  }

  /** Members that live, and processes of the same environment that were never seen being born. */
  alive() {
    const members = [...this.members].filter(([pid, member]) => stat(pid)?.started === member.started).map(([pid]) => pid);
    const marked = pids().filter((pid) => (read(`/proc/${pid}/environ`) ?? '').includes(this.mark));
    return [...new Set([...members, ...marked])].filter((pid) => !['Z', undefined].includes(stat(pid)?.state));
  }
}

/**
 * Runs a command to its end.
 * @returns {Promise<{code: number, seconds: number, peakMb: number, cpu: object, left: string[]}>}
 */
export async function watch(command, { env, cwd, log, limitSeconds }) {
  const mark = randomUUID();
  const out = openSync(log, 'w');
  const begun = process.hrtime.bigint();
  const child = spawn(command[0], command.slice(1), { cwd, env: { ...env, BENCH_MARK: mark }, stdio: ['ignore', out, out] });
  endWithUs(child);
  const family = new Family(child.pid, mark);
  family.look();
  const looking = setInterval(() => family.look(), LOOK_EVERY_MS);
  const limit = setTimeout(() => child.kill('SIGTERM'), limitSeconds * 1000);
  const code = await new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (status, signal) => done(status ?? `ended by ${signal}`));
  });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  clearInterval(looking);
  clearTimeout(limit);
  closeSync(out);
  const left = await endOf(family);
  const cpu = { framework: family.cpu('framework'), driver: family.cpu('driver'), browser: family.cpu('browser') };
  return { code, seconds, peakMb: family.peak, cpu, left };
}

/** Waits until all of a family have ended; those that do not are told, and killed so that they spoil nothing after. */
async function endOf(family) {
  const until = Date.now() + GRACE_MS;
  while (family.alive().length > 0 && Date.now() < until) await pause(20);
  const left = family.alive();
  const names = left.map((pid) => `${program(pid)} (${pid})`);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  return names;
}
