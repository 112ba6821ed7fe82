// style/index.css and what it imports → build/app.css.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const OUT = 'build/app.css';

export async function styles() {
  const result = await build({
    entryPoints: ['style/index.css'], bundle: true, minify: true, write: false, target: 'es2022',
    outfile: OUT, logLevel: 'warning',
  });
  const css = result.outputFiles[0].text;
  const before = await readFile(OUT, 'utf8').catch(() => null);
  if (before === css) return;
  await mkdir('build', { recursive: true });
  await writeFile(OUT, css);
}
