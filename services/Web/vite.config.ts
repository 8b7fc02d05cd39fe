import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { firstPaintBudgets } from './firstPaint.ts';

const server = 'http://localhost:5080';

export default defineConfig({
  plugins: [react(), firstPaintBudgets()],
  // The worker that streams loads the AAC encoder only where the browser has none.
  worker: { format: 'es' },
  build: {
    outDir: '../Host/wwwroot',
    emptyOutDir: true,
    // The page's content security policy allows only its own origin, so nothing may be inlined as a
    // data: URL.
    assetsInlineLimit: 0,
    // Pages come when they are opened; their styles all come at once, so that which wins never
    // depends on the way one came.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      '/health': server,
      '/media': server,
      '/openapi': server,
      '/docs': server,
      '/hubs': { target: server, ws: true },
    },
  },
  test: { include: ['*.test.ts', 'src/**/*.test.ts'], environment: 'node' },
});
