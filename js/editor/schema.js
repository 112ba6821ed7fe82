// YAML and JSON with schemas: one language service of each for the page, a schema per editor.
import { configureMonacoYaml } from 'monaco-yaml';
import * as api from 'monaco-editor/editor/editor.api.js';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register.js';
import { createWebWorker } from './workers.js';

const schemas = new Map();
const yaml = configureMonacoYaml({ ...api, editor: { ...api.editor, createWebWorker } }, {
  isKubernetes: true, enableSchemaRequest: false, yamlVersion: '1.2', completion: true, hover: true, validate: true,
  format: { enable: true, singleQuote: false },
});

// Sets the JSON schema (as text) of the model at an address; an empty text takes it away.
export function setSchema(uri, text) {
  if (text) schemas.set(uri, { uri: `${uri}.schema.json`, fileMatch: [uri], schema: JSON.parse(text) });
  else if (!schemas.delete(uri)) return;
  const all = [...schemas.values()];
  yaml.update({ schemas: all });
  jsonDefaults.setDiagnosticsOptions({ validate: true, enableSchemaRequest: false, schemas: all });
}
