import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';

/** A whole build, on a busy machine. */
const PATIENCE_MS = 60_000;
const BUDGET_BYTES = 80 * 1024;

it(
  'fits its budget: scripts, styles and the page',
  async () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const result = await build({ root, logLevel: 'error', build: { write: false } });
    const files = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
    const sizes = files.map(
      (file) => gzipSync(file.type === 'chunk' ? file.code : file.source).length,
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.info(`app: ${(total / 1024).toFixed(1)} KiB gzipped in ${files.length} files`);
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
  },
  PATIENCE_MS,
);
