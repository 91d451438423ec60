// Runs the unit tests: node run.mjs [file for a report in TAP]. It bundles them, because Node 20 does not read TypeScript.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const output = mkdtempSync(join(tmpdir(), 'admin-page-'));
try {
  const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts'));
  await esbuild.build({
    entryPoints: tests.map((name) => join(here, name)),
    bundle: true,
    platform: 'node',
    format: 'esm',
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
    outdir: output,
    logLevel: 'warning',
  });
  const files = tests.map((name) => join(output, name.replace(/\.ts$/, '.mjs')));
  const report = process.argv[2];
  const reporters = report
    ? ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${report}`]
    : [];
  process.exitCode = spawnSync(process.execPath, ['--test', ...reporters, ...files], { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(output, { recursive: true });
}
