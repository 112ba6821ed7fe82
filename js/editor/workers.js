// Starts the editor's workers. Monaco's own way to do so pulls in every feature: bundle.js puts this in its place, and
// fills in the names.
import * as api from 'monaco-editor/editor/editor.api.js';

const FILES = { yaml: YAML_WORKER, json: JSON_WORKER };
const start = label => new Worker(new URL(FILES[label] ?? EDITOR_WORKER, import.meta.url));
globalThis.MonacoEnvironment = { getWorker: (_, label) => start(label) };

export function createWebWorker({ label, createData, host, keepIdleModels }) {
  const worker = start(label);
  worker.postMessage('ignore');
  worker.postMessage(createData);
  return api.editor.createWebWorker({ host, keepIdleModels, worker: Promise.resolve(worker) });
}
