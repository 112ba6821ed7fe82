// Monaco's colours are the page's tokens, read when the theme changes.
import * as monaco from 'monaco-editor/editor/editor.api.js';
import { inFull } from './colour.js';

export function applyTheme(dark) {
  const style = getComputedStyle(document.documentElement);
  const token = name => inFull(style.getPropertyValue(`--${name}`).trim());
  const plain = name => token(name).replace('#', '');
  const rule = (name, colour) => ({ token: name, foreground: plain(colour) });
  monaco.editor.defineTheme('ordinal', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('', 'text'), rule('type', 'busy'), rule('string', 'good'), rule('string.yaml', 'good'), rule('number', 'accent'),
      rule('keyword', 'accent'), rule('comment', 'text-3'), rule('tag', 'warn'), rule('namespace', 'warn'),
      rule('operators', 'text-2'), rule('meta', 'accent'),
    ],
    colors: {
      'editor.background': token('surface'), 'editor.foreground': token('text'),
      'editorLineNumber.foreground': token('text-3'), 'editorLineNumber.activeForeground': token('text'),
      'editor.lineHighlightBackground': token('hover'), 'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': token('accent-soft'), 'editorCursor.foreground': token('accent'),
      'editorIndentGuide.background1': token('line'), 'editorIndentGuide.activeBackground1': token('line-strong'),
      'editorWidget.background': token('raised'), 'editorWidget.border': token('line-strong'),
      'editorHoverWidget.background': token('raised'), 'editorHoverWidget.border': token('line-strong'),
      'editorSuggestWidget.background': token('raised'), 'editorSuggestWidget.border': token('line-strong'),
      'editorSuggestWidget.selectedBackground': token('accent-soft'),
      'editorSuggestWidget.selectedForeground': token('text'),
      'editorError.foreground': token('bad'), 'editorWarning.foreground': token('warn'),
      'diffEditor.insertedLineBackground': token('good-soft'), 'diffEditor.removedLineBackground': token('bad-soft'),
      'diffEditor.insertedTextBackground': token('good-line'), 'diffEditor.removedTextBackground': token('bad-line'),
      'diffEditor.unchangedRegionBackground': token('hover'), 'diffEditor.unchangedRegionForeground': token('text-2'),
      'editorInfo.foreground': token('busy'), 'editorOverviewRuler.border': '#00000000',
      focusBorder: token('accent'), 'input.background': token('surface'), 'input.border': token('line-strong'),
      'input.foreground': token('text'),
    },
  });
  monaco.editor.setTheme('ordinal');
}
