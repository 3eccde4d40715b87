import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` sends what the console asks of its own host to a running replay service.
const service = process.env.VECTRAIL_CONSOLE_URL ?? 'http://127.0.0.1:8090';

export default defineConfig({
  plugins: [react()],
  build: {
    target: ['chrome116', 'firefox124', 'safari17.4'],
    // The content security policy allows no inline script or style, and nothing needs a polyfill at these targets.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': service, '/openapi.yaml': service } },
  test: { include: ['test/**/*.test.{ts,tsx}'], environment: 'node' },
});
