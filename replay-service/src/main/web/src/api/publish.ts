import { address, sendDocument } from './client';
import type { Revision } from './types';

export interface Publication {
  text: string;
  /** Hash of the document whose place it takes; null where it is the first. */
  insteadOf: string | null;
  /** On trial: evaluated and recorded, never enforced. */
  shadow: boolean;
  comment: string;
}

/** As long as a comment may be. */
export const MOST_COMMENT = 500;

export const publish = ({ text, insteadOf, shadow, comment }: Publication) =>
  sendDocument<Revision>(
    'PUT',
    address('/api/v1/config', { shadow: shadow ? 'true' : null, comment: comment.trim() }),
    text,
    insteadOf === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${insteadOf}"` },
  );
