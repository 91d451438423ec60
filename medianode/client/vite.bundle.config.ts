import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The package for pages without a bundler: one file that imports nothing, and the encryption worker.
export default defineConfig({
  root: here('.'),
  build: {
    outDir: here('dist/bundle'),
    target: 'es2022',
    sourcemap: true,
    lib: { entry: { 'signal-client': here('src/index.ts'), 'e2ee-worker': here('src/e2ee/worker.ts') }, formats: ['es'] },
    rollupOptions: {
      onwarn(warning, warn) {
        // Misplaced hints in the SignalR client; they cost nothing.
        if (warning.code !== 'INVALID_ANNOTATION') {
          warn(warning);
        }
      },
    },
  },
});
