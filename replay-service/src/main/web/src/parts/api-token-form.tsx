import { useState } from 'react';
import type { Me, NewToken } from '../api/types';
import { lines } from '../text/document';
import { IssueForm } from './issue-form';
import { VisibleText } from './visible-text';

const EMPTY = { name: '', groups: '' };

/** What an API token is to say. */
export function ApiTokenForm({ person, onCreated }: { person: Me; onCreated: () => void }) {
  const [order, setOrder] = useState(EMPTY);
  const change = (next: Partial<typeof EMPTY>) => setOrder({ ...order, ...next });
  const groups = lines(order.groups);
  return (
    <IssueForm<NewToken>
      path="/api/v1/tokens"
      word="API token"
      order={{ name: order.name.trim(), ...(groups.length === 0 ? {} : { groups }) }}
      issued={(answer) => ({ ...answer, text: answer.token })}
      onCreated={() => {
        setOrder(EMPTY);
        onCreated();
      }}
    >
      <label htmlFor="name">Name</label>
      <input
        id="name"
        required
        pattern="[a-z0-9._\-]{1,64}"
        title="1 to 64 of a-z, 0-9, dot, underscore, hyphen"
        placeholder="nightly-export"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="name-help"
        value={order.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <p id="name-help" className="quiet">
        Recorded as{' '}
        <VisibleText text={`token:${person.subject}/${order.name === '' ? 'nightly-export' : order.name}`} />.
      </p>
      <label htmlFor="groups">Groups, one a line</label>
      <textarea
        id="groups"
        rows={2}
        spellCheck={false}
        aria-describedby="groups-help"
        value={order.groups}
        onChange={(event) => change({ groups: event.target.value })}
      />
      <p id="groups-help" className="quiet">
        Of yours: <VisibleText text={person.groups.join(', ')} />. Left empty, all that have a role.
      </p>
    </IssueForm>
  );
}
