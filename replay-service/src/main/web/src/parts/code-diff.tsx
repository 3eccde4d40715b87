import { yaml } from '@codemirror/lang-yaml';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { codeTheme } from './code-theme';
import { useCodeView } from './use-code-view';
import './code.css';

interface Props {
  label: string;
  before: string;
  after: string;
}

/** What changes from one text to another, in one column: it stays readable beside other panes and at 200 % zoom. */
export function CodeDiff(props: Props) {
  // A view holds its texts for its whole life.
  return <Diff key={`${props.before}\n${props.after}`} {...props} />;
}

function Diff({ label, before, after }: Props) {
  const [host] = useCodeView(after, [
    codeTheme,
    yaml(),
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', translate: 'no' }),
    unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 } }),
  ]);
  return before === after ? (
    <p className="code-same quiet">The texts are the same.</p>
  ) : (
    <div ref={host} className="code" />
  );
}
