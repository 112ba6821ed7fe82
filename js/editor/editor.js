// The editor as the application sees it: create() returns a handle, dispose() ends all of it.
import './features.js';
import * as monaco from 'monaco-editor/editor/editor.api.js';
import { change } from './change.js';
import { setSchema } from './schema.js';
import { applyTheme } from './theme.js';

let count = 0;
const SEVERITY = {
  error: monaco.MarkerSeverity.Error, warning: monaco.MarkerSeverity.Warning, info: monaco.MarkerSeverity.Info,
};
const OWNER = 'ordinal';
const { KeyCode } = monaco;
// Between Escape and Tab these may be pressed.
const MODIFIERS = [KeyCode.Shift, KeyCode.Ctrl, KeyCode.Alt, KeyCode.Meta];

export function create(element, { value, language, readOnly, dark, label, onChange, onFix }) {
  applyTheme(dark);
  const uri = monaco.Uri.parse(`file:///ordinal/${++count}.${language}`);
  const model = monaco.editor.createModel(value, language, uri);
  model.updateOptions({ tabSize: 2, insertSpaces: true });
  const editor = monaco.editor.create(element, {
    model, readOnly, ariaLabel: label, ...appearance(element), tabFocusMode: readOnly,
  });
  const listening = model.onDidChangeContent(() => onChange(model.getValue()));
  leaveByTab(editor, () => readOnly);
  explainByKey(editor);
  const fixes = offerFixes(editor, model, onFix);
  const keepKeys = event => { if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation(); };
  element.addEventListener('keydown', keepKeys);
  return {
    value: () => model.getValue(),
    setValue: text => replace(model, text),
    setReadOnly: on => {
      readOnly = on;
      editor.updateOptions({ readOnly: on, tabFocusMode: on });
    },
    setLanguage: name => monaco.editor.setModelLanguage(model, name),
    setLabel: text => editor.updateOptions({ ariaLabel: text }),
    setDark: on => applyTheme(on),
    setSchema: text => setSchema(uri.toString(), text),
    setMarkers: markers => {
      const all = markers.map(marker => placed(model, marker));
      monaco.editor.setModelMarkers(model, OWNER, all);
      fixes.are(markers.map(({ fix }, at) => ({ title: fix, at, marker: all[at] })).filter(({ title }) => title));
    },
    reveal: (line, column) => {
      editor.setPosition({ lineNumber: line, column });
      editor.revealLineInCenterIfOutsideViewport(line);
      editor.focus();
    },
    find: () => editor.getAction('actions.find')?.run(),
    focus: () => editor.focus(),
    dispose: () => {
      element.removeEventListener('keydown', keepKeys);
      listening.dispose();
      fixes.dispose();
      editor.dispose();
      setSchema(uri.toString(), '');
      model.dispose();
    },
  };
}

// Two texts that can only be read; what is the same in both is folded.
export function createDiff(element, { before, value, language, dark, label }) {
  applyTheme(dark);
  const [original, modified] = [before, value].map(text => monaco.editor.createModel(text, language));
  const editor = monaco.editor.createDiffEditor(element, {
    ...appearance(element), readOnly: true, tabFocusMode: true, renderSideBySideInlineBreakpoint: 720, renderOverviewRuler: false,
    hideUnchangedRegions: { enabled: true, contextLineCount: 4 }, renderMarginRevertIcon: false,
    renderGutterMenu: false,
  });
  editor.setModel({ original, modified });
  for (const side of [editor.getOriginalEditor(), editor.getModifiedEditor()]) keepName(side, label);
  return {
    setDark: on => applyTheme(on),
    dispose: () => {
      editor.dispose();
      original.dispose();
      modified.dispose();
    },
  };
}

// Monaco takes the name of a side away whenever an option of the whole changes.
function keepName(side, label) {
  const name = () => { if (side.getRawOptions().ariaLabel !== label) side.updateOptions({ ariaLabel: label }); };
  name();
  side.onDidChangeConfiguration(name);
}

// One undoable step that touches only the lines that differ, so that the caret, folds and scrolling stay.
function replace(model, text) {
  const edit = change(model.getLinesContent(), text.split(/\r\n|\r|\n/));
  if (!edit) return;
  model.pushStackElement();
  model.pushEditOperations([], [{ range: new monaco.Range(...edit.range), text: edit.text }], () => null);
  model.pushStackElement();
}

function appearance(element) {
  return {
    theme: 'ordinal', automaticLayout: true, fixedOverflowWidgets: true, minimap: { enabled: false },
    scrollBeyondLastLine: false, fontFamily: getComputedStyle(element).fontFamily, fontSize: 13, lineHeight: 20,
    padding: { top: 12, bottom: 12 }, renderFinalNewline: 'on', detectIndentation: false, renderLineHighlightOnlyWhenFocus: true,
    overviewRulerLanes: 2, lineNumbersMinChars: 3, folding: true, quickSuggestions: { strings: true, other: true, comments: false },
    // Chinese punctuation in a comment is not an attempt to deceive.
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
    scrollbar: { alwaysConsumeMouseWheel: false }, hover: { above: false },
  };
}

// What mends a remark is offered beside it, by the light bulb and by Ctrl+.; the application does it.
function offerFixes(editor, model, onFix) {
  const mend = editor.addCommand(0, (_, at) => onFix(at));
  let fixes = [];
  const provider = monaco.languages.registerCodeActionProvider('*', {
    provideCodeActions: (asked, range) => {
      const here = ({ marker }) => asked === model && monaco.Range.areIntersectingOrTouching(marker, range);
      const action = ({ title, at, marker }) => ({
        title, kind: 'quickfix', isPreferred: true, diagnostics: [marker],
        command: { id: mend, title, arguments: [at] },
      });
      return { actions: fixes.filter(here).map(action), dispose: () => {} };
    },
  });
  return { are: all => { fixes = all; }, dispose: () => provider.dispose() };
}

// A marker covers its range, or the word at its column, or the line's text where there is none.
function placed(model, { line, column, endLine, endColumn, severity, message }) {
  if (endLine) {
    const range = { startLineNumber: line, startColumn: column, endLineNumber: endLine, endColumn };
    return { ...range, severity: SEVERITY[severity], message };
  }
  const lineNumber = Math.min(Math.max(line, 1), model.getLineCount());
  const word = column > 0 ? model.getWordAtPosition({ lineNumber, column }) : null;
  const start = word?.startColumn ?? (column > 0 ? column : model.getLineFirstNonWhitespaceColumn(lineNumber) || 1);
  return {
    startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn: start,
    endColumn: word?.endColumn ?? Math.max(model.getLineMaxColumn(lineNumber), start + 1),
    severity: SEVERITY[severity], message,
  };
}

// Tab indents while one types; right after Escape, whatever that closed, it leaves the editor (WCAG 2.1.2).
function leaveByTab(editor, isReadOnly) {
  const become = leaves => {
    const is = editor.getRawOptions().tabFocusMode;
    if (!isReadOnly() && is !== leaves) editor.updateOptions({ tabFocusMode: leaves });
  };
  editor.onKeyDown(({ keyCode }) => {
    if (keyCode !== KeyCode.Tab && !MODIFIERS.includes(keyCode)) become(keyCode === KeyCode.Escape);
  });
  editor.onDidBlurEditorText(() => become(false));
}

// What Monaco has on Ctrl+K Ctrl+I: Ctrl+K is the palette's, in here as everywhere.
function explainByKey(editor) {
  editor.addAction({
    id: 'ordinal.explain', label: 'Explain what is here', keybindings: [KeyCode.F1],
    run: () => editor.trigger('keyboard', 'editor.action.showHover', {}),
  });
}
