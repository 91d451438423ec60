// load-table.mjs FILE…: prints results of `signal load` as a table in Markdown, one column for each.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const runs = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));

const one = (value) => value.toFixed(value < 10 ? 1 : 0);
const percent = (share) => `${Math.round(share * 100)} %`;
const most = (nodes, name) => Math.max(...nodes.map((node) => node[name]));
const latency = (summary) => (summary ? `${[summary.p50, summary.p95, summary.p99].map(one).join(' / ')} ms` : '');
const load = ({ options }) =>
  `${options.rooms} rooms of ${options.peersPerRoom}, ${options.rate ? `${options.rate} joins per second` : 'all at once'}${options.churn ? ', churn' : ''}`;

const rows = [
  ['joined', ({ arrivals }) => `${arrivals.succeeded} of ${arrivals.planned}`],
  ['joins per second', ({ arrivals }) => one(arrivals.perSecond)],
  ['full join: p50 / p95 / p99', ({ join }) => latency(join)],
  ['first consumer', ({ firstConsumer }) => latency(firstConsumer)],
  ['room token', ({ token }) => latency(token)],
  ['mute request', ({ message }) => latency(message)],
  ['resume after a cut', ({ resume }) => latency(resume)],
  ['cut; resumed, joined again, gave up', ({ losses }) => (losses.cut ? `${losses.cut}; ${losses.resumed}, ${losses.rejoined}, ${losses.gaveUp}` : '')],
  ['errors', ({ errors }) => errors.map(({ kind, count }) => `${count} × ${kind}`).join(', ') || '0'],
  // The nodes, the stack and the tester share the machine: each node reports its use by all of them.
  ['CPU of the machine: mean, max', ({ nodes }) => `${percent(most(nodes, 'cpuMean'))}, ${percent(most(nodes, 'cpuMax'))}`],
  ['memory of the machine: max', ({ nodes }) => percent(most(nodes, 'memoryMax'))],
];

const { machine } = runs[0];
console.log(`${machine.operatingSystem}, ${machine.cores} cores (${cpus()[0].model.trim()}), ${Math.round(machine.memoryBytes / 2 ** 30)} GiB, ${machine.runtime}\n`);
console.log(`| Figure | ${runs.map(load).join(' | ')} |`);
console.log(`|---|${'---|'.repeat(runs.length)}`);
for (const [name, value] of rows) {
  console.log(`| ${name} | ${runs.map(value).join(' | ')} |`);
}
