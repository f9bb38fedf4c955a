import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

/** Where the gateway serves it. Nothing of the API begins so, and nothing here begins like the API. */
const BASE = '/console/';

/** A compressed copy beside each file, so that the gateway compresses nothing while people wait. */
const compressed = () => ({
  name: 'compressed-copies',
  apply: 'build',
  async writeBundle({ dir }) {
    for (const entry of await readdir(join(dir, 'assets'))) {
      if (/\.(js|css|svg)$/.test(entry)) await writeFile(join(dir, 'assets', `${entry}.gz`), gzipSync(await readFile(join(dir, 'assets', entry)), { level: 9 }));
    }
  },
});

export default defineConfig({
  base: BASE,
  plugins: [compressed()],
  // The one room of the gateway that the page shares: what is a valid number is said once (decision 54).
  resolve: { alias: { '#libs/identifiers': fileURLToPath(new URL('../../libs/identifiers/index.ts', import.meta.url)) } },
  build: {
    target: 'es2022',
    manifest: 'manifest.json',
    // Fonts and images would be data: addresses, which the policy of the page does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
  // `npm run console:dev` beside a gateway that runs: the page from here, the API from there.
  server: { port: 19580, proxy: Object.fromEntries(['/api', '/auth'].map((path) => [path, { target: process.env.CHAKONG_PUBLIC_URL ?? 'http://127.0.0.1:8080', changeOrigin: false }])) },
});
