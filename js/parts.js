// Trunk's last step of a release: splits the program into its main file and the parts that it loads when they are
// needed (`src/ui/part.rs`), optimises each, and minifies the scripts. Trunk itself knows of one file only, so what it
// made of the program is written anew, under the same names.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const run = (program, ...words) => execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });

// What both the compiler and every browser that we support know.
const FEATURES = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'];

function optimise(from, to) {
  run('wasm-opt', '-Oz', '--reorder-functions-by-name', ...FEATURES.map((name) => `--enable-${name}`), '-o', to, from);
}

/** The one file of a folder whose name matches. */
function only(folder, pattern) {
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  if (names.length !== 1) throw new Error(`${folder} has ${names.length} files like ${pattern}`);
  return names[0];
}

/** Replaces what must be there. */
function replace(text, wanted, replacement) {
  if (!text.includes(wanted)) throw new Error(`the script that loads the parts has no ${wanted}`);
  return text.replaceAll(wanted, replacement);
}

// Takes any content type, as the loading of the main file does, and says which file was not there. Whoever waits for
// the part hears of a failure, also when another of its files failed before.
const FETCH = `
function get(url) {
  const answer = fetch(url);
  answer.catch(() => {});
  return answer;
}
async function part(answer, imports) {
  const { ok, status, url } = await answer;
  if (!ok) throw new Error(\`\${url} was answered with \${status}\`);
  return WebAssembly.instantiate(await (await answer).arrayBuffer(), imports);
}
`;

function split(linked, folder, name) {
  const work = mkdtempSync(join(tmpdir(), 'ordinal-parts-'));
  run('wasm-split', linked, work, name);
  run(
    'wasm-bindgen', '--target', 'web', '--no-typescript', '--keep-lld-exports',
    '--out-dir', folder, '--out-name', name, join(work, 'main.wasm'),
  );
  const main = join(folder, `${name}_bg.wasm`);
  optimise(main, main);
  let script = readFileSync(join(work, `${name}-parts.js`), 'utf8');
  script = replace(script, 'WebAssembly.instantiateStreaming(src, imports)', 'part(src, imports)');
  // Not an error yet: whoever needs the part tells the user, and asks again.
  script = replace(script, 'console.error(e)', 'console.warn(e)');
  script = replace(script, 'const src = fetch(', 'const src = get(') + FETCH;
  for (const part of readdirSync(work).filter((file) => /^(chunk|split)_.*\.wasm$/.test(file))) {
    const optimised = join(work, `${part}.optimised`);
    optimise(join(work, part), optimised);
    const bytes = readFileSync(optimised);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const named = `part-${part.replace(/^(chunk|split)_|\.wasm$/g, '')}-${hash}.wasm`;
    script = replace(script, `"./${part}"`, `"./${named}"`);
    writeFileSync(join(folder, named), bytes);
  }
  writeFileSync(join(folder, `${name}-parts.js`), script);
  rmSync(work, { recursive: true });
}

if (process.env.TRUNK_PROFILE === 'release') {
  const folder = process.env.TRUNK_STAGING_DIR;
  const name = only(folder, /^ordinal-[0-9a-f]+\.js$/).replace(/\.js$/, '');
  const linked = join(process.env.CARGO_TARGET_DIR ?? 'target', 'wasm32-unknown-unknown', 'release', 'ordinal.wasm');
  // Without the feature `parts` there is nothing to split.
  if (readFileSync(linked).includes('__wasm_split_load_')) split(linked, folder, name);
  else optimise(join(folder, `${name}_bg.wasm`), join(folder, `${name}_bg.wasm`));
  for (const script of readdirSync(folder).filter((file) => /^ordinal-.*\.js$/.test(file))) {
    const file = join(folder, script);
    writeFileSync(file, transformSync(readFileSync(file, 'utf8'), { minify: true, format: 'esm' }).code);
  }
}
