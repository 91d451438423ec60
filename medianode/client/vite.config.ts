import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The demo page: built into the media node's wwwroot, or served with live reload for a running node (`npm run dev`).
export default defineConfig({
  root: here('demo'),
  base: './',
  resolve: { alias: { '@signal-hybrid/client': here('src/index.ts') } },
  build: {
    outDir: here('../Signal.MediaNode/wwwroot'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    // Everything is its own file, for the page's content security policy allows no data: scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      onwarn(warning, warn) {
        // Misplaced hints in the SignalR client; they cost nothing.
        if (warning.code !== 'INVALID_ANNOTATION') {
          warn(warning);
        }
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // demo/src/ui/element.ts is the admin page's.
    fs: { allow: [here('.'), here('../../functions/admin-page/src/ui')] },
    proxy: {
      '/demo': process.env['NODE_URL'] ?? 'http://127.0.0.1:7080',
      '/signal': { target: process.env['NODE_URL'] ?? 'http://127.0.0.1:7080', ws: true },
    },
  },
});
