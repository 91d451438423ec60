import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: { '@signal-hybrid/client': fileURLToPath(new URL('./src/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    // Needs a running media node, named by SIGNAL_HUB_URL, and SIGNAL_TOKENS for it: `npm run test:hub`.
    exclude: process.env['SIGNAL_HUB_URL'] ? [] : ['test/hub/**'],
    environment: 'node',
    restoreMocks: true,
  },
});
