import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

export default defineConfig({
  build: {
    ssr: true,
    rolldownOptions: { input: [here('device.ts'), here('messenger.ts')] },
    outDir: here('../dist'),
    target: 'node20',
  },
});
