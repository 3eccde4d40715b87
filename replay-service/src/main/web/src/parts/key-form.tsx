import { useState } from 'react';
import type { NewKey } from '../api/types';
import { lines } from '../text/document';
import { IssueForm } from './issue-form';

const EMPTY = { subject: '', groups: '', name: '' };

/** What a key is to say. */
export function KeyForm({ onCreated }: { onCreated: () => void }) {
  const [order, setOrder] = useState(EMPTY);
  const change = (next: Partial<typeof EMPTY>) => setOrder({ ...order, ...next });
  return (
    <IssueForm<NewKey>
      path="/api/v1/keys"
      word="key"
      order={{ subject: order.subject.trim(), groups: lines(order.groups), name: order.name.trim() }}
      issued={(answer) => ({ ...answer, text: answer.key })}
      onCreated={() => {
        setOrder(EMPTY);
        onCreated();
      }}
    >
      <label htmlFor="subject">Caller</label>
      <input
        id="subject"
        required
        maxLength={256}
        placeholder="nightly-batch"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="subject-help"
        value={order.subject}
        onChange={(event) => change({ subject: event.target.value })}
      />
      <p id="subject-help" className="quiet">
        Recorded with key: before it, so that it is nobody of an issuer.
      </p>
      <label htmlFor="groups">Groups, one a line</label>
      <textarea
        id="groups"
        rows={2}
        placeholder="research"
        spellCheck={false}
        value={order.groups}
        onChange={(event) => change({ groups: event.target.value })}
      />
      <label htmlFor="what">What it is for</label>
      <input
        id="what"
        maxLength={256}
        autoComplete="off"
        value={order.name}
        onChange={(event) => change({ name: event.target.value })}
      />
    </IssueForm>
  );
}
