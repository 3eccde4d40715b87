import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { Editing } from '../api/use-document';
import { useChecked } from '../api/use-checked';
import { CodeEditor, type CodeEditorHandle } from './code-editor';
import { CheckResult } from './document-problems';
import './document-editor.css';

interface Props {
  ref: Ref<CodeEditorHandle>;
  editing: Editing;
  check: ReturnType<typeof useChecked>;
  readOnly: boolean;
  /** It stays where it is while something else is shown, with its caret and what can be undone. */
  hidden: boolean;
}

export function DocumentEditor({ ref, editing, check, readOnly, hidden }: Props) {
  const editor = useRef<CodeEditorHandle>(null);
  const waiting = useRef<number | null>(null);
  const goTo = (line: number) => editor.current?.goTo(line);
  useEffect(() => {
    if (hidden || waiting.current === null) return;
    goTo(waiting.current);
    waiting.current = null;
  }, [hidden]);
  useImperativeHandle(ref, () => ({
    // A hidden editor takes no focus: it goes there when it is shown.
    goTo: (line) => (hidden ? (waiting.current = line) : goTo(line)),
  }));
  return (
    <section className="document-editor" hidden={hidden} aria-label="Document">
      <CodeEditor
        key={String(readOnly)}
        ref={editor}
        label={readOnly ? 'Gateway document, read only' : 'Gateway document'}
        text={editing.text}
        readOnly={readOnly}
        problems={check.problems}
        onChange={editing.change}
      />
      <CheckResult check={check} onLine={goTo} />
    </section>
  );
}
