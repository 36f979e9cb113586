import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Served by the API under `default-src 'self'`: nothing may be inlined as a data: address. */
export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: 'http://127.0.0.1:8080' } } },
});
