import type { Detection } from '../api/types';
import { highlight } from '../text/highlight';
import { count } from '../text/number';
import { Pieces } from './visible-text';

interface Props {
  text: string;
  detections: Detection[];
  whole: boolean;
  onWhole: () => void;
}

const SHOWN_AT_FIRST = 3_000;

/** An input as it was recorded, with what was found in it marked where it stands. */
export function InputText({ text, detections, whole, onWhole }: Props) {
  const cut = !whole && text.length > SHOWN_AT_FIRST * 1.2;
  const shown = cut ? text.slice(0, SHOWN_AT_FIRST) : text;
  return (
    <>
      <pre className="input-text" dir="auto">
        {text === '' && <span className="quiet">(empty)</span>}
        {highlight(shown, detections).map(({ detection, pieces }, index) =>
          detection === null ? (
            <Pieces key={index} pieces={pieces} />
          ) : (
            <mark key={index} title={`${detection.type}, confidence ${detection.score}`}>
              <Pieces pieces={pieces} />
              <span className="type">{detection.type}</span>
            </mark>
          ),
        )}
        {cut && '…'}
      </pre>
      {cut && (
        <button type="button" onClick={onWhole}>
          Show all {count(text.length)} characters
        </button>
      )}
    </>
  );
}
