import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';

/** A whole build, on a busy machine. */
const PATIENCE_MS = 60_000;
const BUDGET_BYTES = 15 * 1024;

it(
  'fits its budget with everything in it',
  async () => {
    const result = await build({
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        lib: {
          entry: ['../src/mod.ts', '../src/browser/mod.ts'].map((file) =>
            fileURLToPath(new URL(file, import.meta.url)),
          ),
          formats: ['es'],
        },
        minify: true,
      },
    });
    const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
    const code = outputs.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
    const size = gzipSync(code).length;
    console.info(`core: ${(size / 1024).toFixed(1)} KiB gzipped`);
    expect(code).toContain('parley.v1.json');
    expect(size).toBeLessThanOrEqual(BUDGET_BYTES);
  },
  PATIENCE_MS,
);
