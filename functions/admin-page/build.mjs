// Builds the page: node build.mjs <folder with node_modules> <output folder>
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [packages, output] = process.argv.slice(2).map((folder) => resolve(folder));
const here = dirname(fileURLToPath(import.meta.url));
const esbuild = createRequire(join(packages, 'package.json'))('esbuild');

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
await esbuild.build({
  entryPoints: { 'admin-page': join(here, 'src/main.ts') },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  outdir: output,
  logLevel: 'warning',
});
await esbuild.build({
  entryPoints: { 'admin-page': join(here, 'styles/main.css') },
  bundle: true,
  minify: true,
  target: ['chrome111', 'firefox120', 'safari16.4'],
  outdir: output,
  logLevel: 'warning',
});
for (const file of ['index.html', 'icon.svg']) {
  copyFileSync(join(here, file), join(output, file));
}
