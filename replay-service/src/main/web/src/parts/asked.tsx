import { useState } from 'react';
import type { Item } from '../api/types';
import { bytes, counted } from '../text/number';
import { CopyButton, ShortId } from './copy';
import { InputText } from './input-text';
import { VisibleText } from './visible-text';
import './inputs.css';

/** What is known of an input whether or not anything came back for it. */
export type AskedItem = Pick<Item, 'index' | 'characters' | 'action' | 'text' | 'detections' | 'media'> &
  Partial<Pick<Item, 'tokens'>>;

/** An input: what is known of it, and its text. */
export function Asked({ item, reads }: { item: AskedItem; reads: boolean }) {
  const [whole, setWhole] = useState(false);
  const { text } = item;
  return (
    <div className="asked">
      <div className="line">
        <span className="index">{item.index}</span>
        <span>{counted(item.characters, 'character')}</span>
        {typeof item.tokens === 'number' && <span>{counted(item.tokens, 'token id')}</span>}
        <span>{item.action.toLowerCase().replaceAll('_', ' ')}</span>
        {item.detections.length > 0 && <span>{counted(item.detections.length, 'detection')}</span>}
        {typeof text === 'string' && text !== '' && <CopyButton text={text} what="Copy the text" />}
      </div>
      {item.media.map((medium, index) => (
        <p key={index} className="line">
          <VisibleText text={medium.mediaType || 'medium of a type that was not said'} />
          <span>{medium.sha256 === null ? 'referred to, not sent' : bytes(medium.size)}</span>
          {medium.sha256 !== null && (
            <span>
              SHA-256 <ShortId id={medium.sha256} what="Copy the hash" />
            </span>
          )}
        </p>
      ))}
      {item.media.length > 0 && item.characters === 0 ? null : typeof text === 'string' ? (
        <InputText text={text} detections={item.detections} whole={whole} onWhole={() => setWhole(true)} />
      ) : (
        reads && <p className="quiet">No text is kept for this input.</p>
      )}
    </div>
  );
}
