import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// The editor lives in a shadow root, where the console's style sheets do not reach: see `useCodeView`. Its colours do, as
// variables. Red, amber and green stay with decisions: what a diff takes away and adds has the two colours of vectors, and a sign.

const mixed = (token: string, share: number) => `color-mix(in srgb, var(${token}) ${share}%, var(--surface))`;

const CONTROL = {
  border: '1px solid var(--line-strong)',
  borderRadius: '6px',
  background: 'var(--surface)',
  color: 'inherit',
  font: '0.8125rem/1.45 var(--sans)',
};

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '0.75rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-content:focus-visible': { outline: '1px solid var(--accent)', outlineOffset: '-1px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-gutters': { border: '0', backgroundColor: 'var(--surface)', color: 'var(--quiet)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '36px', padding: '0 8px 0 12px' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 45%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--chosen)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--chosen)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--warn)' },

  '.cm-wrong-line': { backgroundColor: mixed('--bad', 9), boxShadow: 'inset 3px 0 var(--bad)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)', font: '0.8125rem/1.45 var(--sans)' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: '6px',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '15em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--chosen)', color: 'var(--text)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': {
    marginLeft: '12px',
    color: 'var(--quiet)',
    fontFamily: 'var(--sans)',
    fontStyle: 'normal',
  },

  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--text)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 28px 6px 12px', font: '0.8125rem/1.45 var(--sans)' },
  '.cm-panel.cm-search label': { fontSize: '0.75rem' },
  '.cm-textfield': { ...CONTROL, padding: '2px 6px', fontSize: '0.8125rem' },
  '.cm-button': { ...CONTROL, backgroundImage: 'none', padding: '2px 8px', fontSize: '0.8125rem', cursor: 'pointer' },
  '.cm-panel.cm-search [name=close]': { right: '8px', top: '6px', color: 'var(--quiet)', fontSize: '1rem' },
  '.cm-textfield:focus-visible, .cm-button:focus-visible': { outline: '2px solid var(--accent)' },

  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': {
    backgroundColor: mixed('--strip-negative', 8),
  },
  '.cm-deletedChunk': { paddingLeft: '0', backgroundColor: mixed('--strip-positive', 8) },
  '.cm-deletedChunk .cm-deletedLine': { padding: '0 2px 0 6px' },
  '.cm-deletedLine, .cm-deletedLine del': { textDecoration: 'none' },
  '.cm-deletedChunk .cm-deletedText': { background: mixed('--strip-positive', 18) },
  '&.cm-merge-b .cm-changedText': { background: mixed('--strip-negative', 18) },
  '.cm-changeGutter': { width: '18px', padding: '0' },
  '.cm-changedLineGutter, &.cm-merge-b .cm-changedLineGutter': { background: mixed('--strip-negative', 30) },
  '.cm-deletedLineGutter, &.cm-merge-a .cm-changedLineGutter': { background: mixed('--strip-positive', 30) },
  '.cm-changedLineGutter::before': { content: '"+"', display: 'block', textAlign: 'center', color: 'var(--text)' },
  '.cm-deletedLineGutter::before': { content: '"−"', display: 'block', textAlign: 'center', color: 'var(--text)' },
  '.cm-collapsedLines': {
    padding: '2px 12px',
    background: 'var(--sunken)',
    color: 'var(--quiet)',
    font: '0.75rem/1.6 var(--sans)',
  },
  // The library's sign is missing in many fonts.
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"…"' },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace, tags.meta], color: 'var(--quiet)' },
]);

export const codeTheme = [theme, syntaxHighlighting(colours)];
