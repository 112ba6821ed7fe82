// YAML with schemas: one monaco-yaml for the page, a schema per editor.
import { configureMonacoYaml } from 'monaco-yaml';
import * as api from 'monaco-editor/editor/editor.api.js';

// monaco-yaml wants to create its worker through an entry of Monaco that pulls in every feature: give it one
// that starts ours (EDITOR_WORKER and YAML_WORKER are filled in when bundling).
const start = label =>
  new Worker(new URL(label === 'yaml' ? YAML_WORKER : EDITOR_WORKER, import.meta.url));
globalThis.MonacoEnvironment = { getWorker: (_, label) => start(label) };

const createWebWorker = options => {
  const worker = start(options.label);
  worker.postMessage('ignore');
  worker.postMessage(options.createData);
  return api.editor.createWebWorker({ host: options.host, keepIdleModels: options.keepIdleModels, worker: Promise.resolve(worker) });
};
const monaco = { ...api, editor: { ...api.editor, createWebWorker } };

const schemas = new Map();
const yaml = configureMonacoYaml(monaco, {
  isKubernetes: true, enableSchemaRequest: false, yamlVersion: '1.2', completion: true, hover: true, validate: true,
  format: { enable: true, singleQuote: false },
});

// Sets the JSON schema (as text) of the model at an address; an empty text takes it away.
export function setSchema(uri, text) {
  if (text) schemas.set(uri, { uri: `${uri}.schema.json`, fileMatch: [uri], schema: JSON.parse(text) });
  else if (!schemas.delete(uri)) return;
  yaml.update({ schemas: [...schemas.values()] });
}
