import type { Piece } from '../text/visible';
import { visible } from '../text/visible';
import './visible-text.css';

/** A short text of somebody else's on one line. */
export function VisibleText({ text }: { text: string }) {
  return (
    <bdi className="visible-text">
      <Pieces pieces={visible(text, { line: true })} />
    </bdi>
  );
}

export function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece) =>
    piece.kind === 'plain' ? (
      piece.text
    ) : (
      <span key={piece.start} className="hidden-character" title={piece.title}>
        {piece.label}
        {piece.times > 1 && `×${piece.times}`}
      </span>
    ),
  );
}
