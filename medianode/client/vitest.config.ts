import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: { '@signal-hybrid/client': fileURLToPath(new URL('./src/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    // Needs a media node: `npm run test:hub`, run by the node's own tests.
    exclude: process.env['SIGNAL_HUB_URL'] ? [] : ['test/hub/**'],
    environment: 'node',
    restoreMocks: true,
  },
});
