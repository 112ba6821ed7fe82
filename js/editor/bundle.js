// The editor → public/vendor/: one lazily loaded module, three workers, a style sheet, the Chinese words, and
// manifest.json, by which the application finds them. Nothing of it is in the page's first load.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';

const OUT = 'public/vendor';
const SOURCES = 'js/editor';
// monaco-yaml asks for its worker's base by the name it had before monaco-editor 0.56.
const ALIAS = { 'monaco-editor/esm/vs/editor/editor.worker.js': 'monaco-editor/editor/editor.worker.js' };

// Monaco's JSON starts its worker with a module that pulls in every feature.
const OWN_WORKERS = {
  name: 'own-workers',
  setup: ({ onResolve }) => onResolve({ filter: /internal\/common\/workers\.js$/ }, () => ({ path: resolve(SOURCES, 'workers.js') })),
};

const OPTIONS = {
  bundle: true, minify: true, format: 'esm', target: 'es2022', outdir: OUT, alias: ALIAS, metafile: true,
  entryNames: '[name]-[hash]', assetNames: '[name]-[hash]', loader: { '.ttf': 'file' }, legalComments: 'none',
  logLevel: 'warning', logOverride: { 'ignored-bare-import': 'silent' },
};

export async function editor() {
  const inputs = await fingerprint();
  if ((await read(join(OUT, 'manifest.json')))?.inputs === inputs) return;
  console.log('bundling the editor…');
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const workers = await bundle({
    entryPoints: {
      'editor-worker': 'monaco-editor/editor/editor.worker.js', 'yaml-worker': 'monaco-yaml/yaml.worker.js',
      'json-worker': 'monaco-editor/languages/features/json/json.worker.js',
    },
    format: 'iife',
  });
  const main = await bundle({
    entryPoints: { editor: join(SOURCES, 'editor.js') },
    plugins: [OWN_WORKERS],
    define: {
      EDITOR_WORKER: JSON.stringify(`./${workers['editor-worker.js']}`),
      YAML_WORKER: JSON.stringify(`./${workers['yaml-worker.js']}`),
      JSON_WORKER: JSON.stringify(`./${workers['json-worker.js']}`),
    },
  });
  const chinese = await bundle({ entryPoints: { 'words-zh': 'monaco-editor/nls/lang/zh-cn.js' } });
  const manifest = { inputs, js: main['editor.js'], css: main['editor.css'], zh: chinese['words-zh.js'] };
  await licences();
  await writeFile(join(OUT, 'manifest.json'), JSON.stringify(manifest));
}

// What the result depends on: our sources and the exact versions of the packages.
async function fingerprint() {
  const hash = createHash('sha256');
  for (const name of (await readdir(SOURCES)).sort()) hash.update(name).update(await readFile(join(SOURCES, name)));
  return hash.update(await readFile('package-lock.json')).digest('hex');
}

async function read(path) {
  return readFile(path, 'utf8').then(JSON.parse).catch(() => null);
}

// Returns the hashed file name of each entry, by its plain name.
async function bundle(options) {
  const { metafile } = await build({ ...OPTIONS, ...options });
  const names = Object.keys(metafile.outputs).map(path => basename(path));
  return Object.fromEntries(names.map(name => [name.replace(/-[A-Z0-9]{8}(\.\w+)$/, '$1'), name]));
}

// The licences of what is shipped travel with it.
async function licences() {
  const packages = ['monaco-editor', 'monaco-yaml', 'prettier', 'yaml', 'jsonc-parser', 'dompurify', 'marked'];
  const texts = await Promise.all(packages.map(async name => {
    const folder = join('node_modules', name);
    const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
    return file ? `${name}\n\n${await readFile(join(folder, file), 'utf8')}` : '';
  }));
  await writeFile(join(OUT, 'LICENSES.txt'), texts.filter(Boolean).join('\n\n----\n\n'));
}
