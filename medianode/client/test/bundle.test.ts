import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { build, type Rollup } from 'vite';

it('is one file that a plain page can import, and a worker', { timeout: 60_000 }, async () => {
  const configFile = fileURLToPath(new URL('../vite.bundle.config.ts', import.meta.url));
  const [{ output }] = (await build({ configFile, logLevel: 'error', build: { write: false } })) as [Rollup.RollupOutput];
  const scripts = output.filter((file) => file.type === 'chunk');
  expect(scripts.map(({ fileName, imports, dynamicImports }) => [fileName, ...imports, ...dynamicImports]).sort()).toEqual([
    ['e2ee-worker.js'],
    ['signal-client.js'],
  ]);
  expect(scripts.find(({ fileName }) => fileName === 'signal-client.js')!.exports).toEqual(
    expect.arrayContaining(['joinRoom', 'Room', 'FrameEncryption', 'AudioPlayback', 'ErrorCode']),
  );
});
