import { useEffect, useRef, useState, type RefObject } from 'react';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * A CodeMirror view in an element. It lives in a shadow root: there the library's style sheets are constructed ones, which
 * the content security policy allows; in the document itself they would be style elements, which it forbids.
 *
 * @param extensions those of the view's whole life; what changes is in compartments, or is dispatched
 */
export function useCodeView(
  text: string,
  extensions: Extension,
): [RefObject<HTMLDivElement | null>, EditorView | null] {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [first] = useState({ text, extensions });
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const created = new EditorView({
      state: EditorState.create({ doc: first.text, extensions: first.extensions }),
      root,
      parent: root,
    });
    setView(created);
    return () => {
      created.destroy();
      setView(null);
    };
  }, [first]);
  return [host, view];
}
