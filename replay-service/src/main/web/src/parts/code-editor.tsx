import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, RangeSet, StateEffect, StateField, type Text } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { completeDocument } from '../text/complete-document';
import type { DocumentProblem } from '../text/document-problems';
import { codeTheme } from './code-theme';
import { useCodeView } from './use-code-view';
import './code.css';

export interface CodeEditorHandle {
  /** Puts the caret on a line, from 1, and the focus into the editor. */
  goTo: (line: number) => void;
}

interface Props {
  ref: Ref<CodeEditorHandle>;
  label: string;
  text: string;
  readOnly: boolean;
  problems: readonly DocumentProblem[];
  onChange: (text: string) => void;
}

/** The editor of a gateway document. A new `readOnly` needs a new editor: give it a key. */
export function CodeEditor({ ref, label, text, readOnly, problems, onChange }: Props) {
  const change = useRef(onChange);
  // What was typed and has not come back as `text` yet. Any other text is somebody else's, and takes the place of what is there.
  const typed = useRef<string[]>([]);
  useEffect(() => {
    change.current = onChange;
  });
  const [host, view] = useCodeView(text, [
    common(label),
    readOnly ? untouchable : typing,
    EditorView.updateListener.of((update) => {
      if (!update.docChanged || update.transactions.some((transaction) => transaction.isUserEvent(OUTSIDE))) return;
      const now = update.state.doc.toString();
      typed.current.push(now);
      change.current(now);
    }),
  ]);

  useEffect(() => {
    if (view === null) return;
    const at = typed.current.lastIndexOf(text);
    typed.current = at < 0 ? [] : typed.current.slice(at + 1);
    if (at >= 0 || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: OUTSIDE });
  }, [view, text]);

  useEffect(() => {
    if (view === null) return;
    const { doc } = view.state;
    view.dispatch(
      setDiagnostics(
        view.state,
        problems.flatMap((problem) => diagnostic(doc, problem)),
      ),
    );
    view.dispatch({ effects: showWrong.of(linesOf(doc, problems)) });
  }, [view, problems]);

  useImperativeHandle(ref, () => ({
    goTo: (line) => {
      if (view === null) return;
      const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      view.focus();
    },
  }));
  return <div ref={host} className="code" />;
}

const OUTSIDE = 'outside';

const showWrong = StateEffect.define<number[]>();

/** Lines at fault, marked as a whole: an underline alone is not seen on an empty line. */
const wrongLines = StateField.define<RangeSet<Decoration>>({
  create: () => RangeSet.empty,
  update: (marks, transaction) => {
    const shown = transaction.effects.find((effect) => effect.is(showWrong));
    if (shown === undefined) return marks.map(transaction.changes);
    const mark = Decoration.line({ class: 'cm-wrong-line' });
    return RangeSet.of((shown.value as number[]).map((at) => mark.range(at)));
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Where the lines at fault begin, each once, in their order. */
function linesOf(doc: Text, problems: readonly DocumentProblem[]): number[] {
  const lines = problems.map(({ line }) => line).filter((line) => line !== null);
  return [...new Set(lines)]
    .filter((line) => line <= doc.lines)
    .sort((a, b) => a - b)
    .map((line) => doc.line(line).from);
}

function diagnostic(doc: Text, { line, key, reason }: DocumentProblem): Diagnostic[] {
  if (line === null || line > doc.lines) return [];
  const { from, to, text } = doc.line(line);
  const indent = text.length - text.trimStart().length;
  return [{ from: from + indent, to, severity: 'error', message: key === null ? reason : `${key}: ${reason}` }];
}

function complete(context: CompletionContext): CompletionResult | null {
  const found = completeDocument(context.state.doc.toString(), context.pos);
  if (found === null || (!context.explicit && found.from === context.pos && !afterSign(context))) return null;
  return {
    from: found.from,
    validFor: /^[\w$.-]*$/u,
    options: found.options.map(({ text, hint, written }, index) => ({
      label: text,
      detail: hint,
      apply: written,
      // In the order of the list, which is the one in which documents are written.
      boost: -index,
    })),
  };
}

/** Behind a colon or an opened list values are offered before anything is typed. */
const afterSign = ({ state, pos }: CompletionContext) =>
  /[:[,]\s*$/u.test(state.doc.lineAt(pos).text.slice(0, pos - state.doc.lineAt(pos).from));

const common = (label: string) => [
  codeTheme,
  yaml(),
  lineNumbers(),
  bracketMatching(),
  search({ top: true }),
  highlightSelectionMatches(),
  wrongLines,
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({
    'aria-label': label,
    tabindex: '0',
    spellcheck: 'false',
    autocapitalize: 'off',
    translate: 'no',
  }),
];

const untouchable = [EditorState.readOnly.of(true), EditorView.editable.of(false)];

/**
 * Types over a selection by itself. Browsers keep the look of what is typed over by inline styles, which the content security
 * policy blocks and reports, before the library sees what was typed.
 */
const typingOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { from, to, empty } = view.state.selection.main;
    const { data } = event;
    if (event.inputType !== 'insertText' || data === null || empty) return false;
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

const typing = [
  typingOver,
  history(),
  drawSelection(),
  indentUnit.of('  '),
  indentOnInput(),
  closeBrackets(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  autocompletion({ override: [complete], icons: false, activateOnTypingDelay: 50 }),
  // Tab takes a completion; where none is open it leaves the editor, as everywhere.
  keymap.of([
    { key: 'Tab', run: acceptCompletion },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...completionKeymap,
  ]),
];
