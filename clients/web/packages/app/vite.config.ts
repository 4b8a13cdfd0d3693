import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

const GATEWAY = process.env.PARLEY_GATEWAY ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [solid()],
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: { proxy: { '/v1': { target: GATEWAY, ws: true } } },
});
