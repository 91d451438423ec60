// Summarises the results of the test runners in a folder: `node summary.mjs TestResults`. Prints the failures, a table, and the closing line.
// Exits with 1 when a test failed, a runner did not complete, or no test ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2];
const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const plain = (text) => text
  .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
  .replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => entities[name]);

// The innermost frames of a stack that are code of this repository.
const frames = (stack) => [...stack.matchAll(/ in (.*:line \d+)/g)].slice(0, 3).map(([, place]) => `\n  at ${place.replace(`${process.cwd()}/`, '')}`).join('');

function readTrx(text) {
  const counters = /<Counters ([^>]*)\/>/.exec(text)?.[1] ?? '';
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  const failures = [...text.matchAll(/<UnitTestResult ([^>]*outcome="Failed"[^>]*)>([\s\S]*?)<\/UnitTestResult>/g)].map(([, attributes, body]) => ({
    name: plain(/testName="([^"]*)"/.exec(attributes)?.[1] ?? '?'),
    message: plain(/<Message>([\s\S]*?)<\/Message>/.exec(body)?.[1] ?? '') + frames(plain(/<StackTrace>([\s\S]*?)<\/StackTrace>/.exec(body)?.[1] ?? '')),
  }));
  const passed = count('passed');
  return { passed, failed: failures.length, skipped: count('total') - passed - failures.length, failures };
}

function readVitest(text) {
  const report = JSON.parse(text);
  const failures = report.testResults.flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'failed')
    .map((test) => ({ name: test.fullName, message: test.failureMessages.join('\n') }));
  return { passed: report.numPassedTests, failed: failures.length, skipped: report.numPendingTests + report.numTodoTests, failures };
}

// The counts at the end of the report of `node --test`.
function readTap(text) {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const failures = [...text.matchAll(/^ *not ok \d+ - (.*)$/gm)].map(([, name]) => ({ name, message: 'See the output above.' }));
  return { passed: count('pass'), failed: count('fail'), skipped: count('skipped') + count('todo') + count('cancelled'), failures };
}

// The tests that had begun and not ended when a run of `dotnet test --blame-hang-timeout` was aborted.
const unfinished = (folder) => new Set(readdirSync(folder, { recursive: true })
  .filter((file) => /Sequence_[^/]*\.xml$/.test(file))
  .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/<Test Name="([^"]*)"[^>]* Completed="False" *\/>/g)])
  .map(([, name]) => plain(name)));

function readProject(name) {
  const folder = join(root, name);
  const files = readdirSync(folder);
  const result = { name, passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of files) {
    const read = file.endsWith('.trx') ? readTrx : file.endsWith('.tap') ? readTap : file === 'vitest.json' ? readVitest : undefined;
    const part = read?.(readFileSync(join(folder, file), 'utf8'));
    if (part) {
      result.passed += part.passed;
      result.failed += part.failed;
      result.skipped += part.skipped;
      result.failures.push(...part.failures);
    }
  }
  const code = existsSync(join(folder, 'exit')) ? readFileSync(join(folder, 'exit'), 'utf8').trim() : 'none';
  if (code !== '0' && result.failed === 0) {
    result.failed = 1;
    const running = [...unfinished(folder)].map((test) => `\nIt was running ${test}.`).join('');
    result.failures.push({ name: `${name} (the run itself)`, message: `The runner ended with exit code ${code}; see its output above.${running}` });
  }
  return result;
}

const projects = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => readProject(entry.name));
const sum = (field) => projects.reduce((total, project) => total + project[field], 0);

for (const { name, failures } of projects) {
  for (const failure of failures) {
    console.log(`\nFAILED ${name}: ${failure.name}\n  ${failure.message.trim().split('\n').slice(0, 20).join('\n  ')}`);
  }
}

console.log(`\n${'project'.padEnd(24)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}`);
for (const { name, passed, failed, skipped } of projects) {
  console.log(`${name.padEnd(24)}${String(passed).padStart(8)}${String(failed).padStart(8)}${String(skipped).padStart(9)}`);
}

const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
