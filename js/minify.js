// Trunk's last step of a release: its own minifier gives up on what wasm-bindgen writes, esbuild does not.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

if (process.env.TRUNK_PROFILE === 'release') {
  const folder = process.env.TRUNK_STAGING_DIR;
  const names = readdirSync(folder).filter((name) => /^ordinal-.*\.js$/.test(name));
  if (names.length !== 1) throw new Error(`${folder} has ${names.length} scripts of the application`);
  const file = join(folder, names[0]);
  writeFileSync(file, transformSync(readFileSync(file, 'utf8'), { minify: true, format: 'esm' }).code);
}
