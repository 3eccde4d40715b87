import { useEffect, useState, type ReactNode } from 'react';
import { copyText } from './copy-text';
import { Icon } from './icon';
import { shortId } from '../text/short-id';
import './copy.css';

const SHOWN_MS = 1_500;

interface Props {
  text: string;
  /** What is copied, as in "Copy the id". */
  what: string;
  className: string;
  children: ReactNode;
}

function Copy({ text, what, className, children }: Props) {
  const [result, setResult] = useState<'copied' | 'not copied' | null>(null);
  useEffect(() => {
    if (result === null) return undefined;
    const timer = setTimeout(() => setResult(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);
  return (
    <button
      type="button"
      className={className}
      title={result ?? `${what}: ${text.length > 200 ? 'all of it' : text}`}
      onClick={async () => setResult((await copyText(text)) ? 'copied' : 'not copied')}
    >
      {children}
      <span className="copy-result" role="status">
        {result}
      </span>
    </button>
  );
}

/** An id, shortened; a click copies the whole. */
export function ShortId({ id, what = 'Copy the id' }: { id: string; what?: string }) {
  return (
    <Copy text={id} what={what} className="copy-id">
      <code>{shortId(id)}</code>
    </Copy>
  );
}

export function CopyButton({ text, what }: { text: string; what: string }) {
  return (
    <Copy text={text} what={what} className="copy-button plain">
      <Icon name="copy" />
      <span className="aside">{what}</span>
    </Copy>
  );
}
