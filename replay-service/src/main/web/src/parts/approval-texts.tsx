import { useState } from 'react';
import type { Approval } from '../api/approval';
import { counted } from '../text/number';
import { Asked } from './asked';
import { CopyButton } from './copy';
import { Icon } from './icon';
import { InputText } from './input-text';
import './approval-texts.css';

/** What would be forwarded: each input with what was found in it and, on demand, the whole body. */
export function ApprovalTexts({ approval }: { approval: Approval }) {
  const { items, readable } = approval;
  return (
    <section className="approval-texts inputs-and-vectors" aria-label="What would be forwarded">
      <div className="pane-heads">
        <h2>
          What would be forwarded <span className="quiet">{counted(items.length, 'input')}</span>
        </h2>
      </div>
      {!readable && (
        <p className="note">
          <Icon name="deny" /> You see its metadata only. Its texts are for those who may decide on it, while they may,
          and for auditors in whose scope it is.
        </p>
      )}
      {items.length === 0 ? (
        <p className="note">No input was read from this request.</p>
      ) : (
        <ol>
          {items.map((item) => (
            <li key={item.index}>
              <Asked item={item} reads={readable} />
            </li>
          ))}
        </ol>
      )}
      {approval.body !== null && <Body body={approval.body} />}
    </section>
  );
}

/** What stands beside the inputs: parameters, and whatever else the caller put there. */
function Body({ body }: { body: string }) {
  const [open, setOpen] = useState(false);
  const [whole, setWhole] = useState(false);
  return (
    <details className="body" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The whole body, {counted(body.length, 'character')}</summary>
      {open && (
        <div className="asked">
          <CopyButton text={body} what="Copy the body" />
          <InputText text={body} detections={[]} whole={whole} onWhole={() => setWhole(true)} />
        </div>
      )}
    </details>
  );
}
