import { useState, type FormEvent } from 'react';
import { post } from '../api/client';
import { Problem, sentence } from '../api/problem';
import type { NewKey } from '../api/types';
import { exact } from '../text/time';
import { lines } from '../text/document';
import { Command } from './command';
import { FormEnd } from './form-end';
import { VisibleText } from './visible-text';

const EMPTY = { subject: '', groups: '', ttl: '90d', name: '' };

/** Creates a key and shows it: once, and in this page alone, which forgets it with the next one or when it is left. */
export function KeyForm({ onCreated }: { onCreated: () => void }) {
  const [order, setOrder] = useState(EMPTY);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [created, setCreated] = useState<NewKey | null>(null);
  const change = (next: Partial<typeof EMPTY>) => setOrder({ ...order, ...next });

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFailed(null);
    setCreated(null);
    try {
      setCreated(
        await post<NewKey>('/api/v1/keys', {
          subject: order.subject.trim(),
          groups: lines(order.groups),
          ttl: order.ttl.trim(),
          name: order.name.trim(),
        }),
      );
      setOrder(EMPTY);
      onCreated();
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
    }
    setSending(false);
  };

  return (
    <>
      <form className="form" onSubmit={create}>
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
        <label htmlFor="ttl">Valid for</label>
        <input
          id="ttl"
          required
          pattern="[0-9]+ *(s|m|h|d)"
          title="A time such as 30m, 12h or 90d; at most 366d"
          autoComplete="off"
          value={order.ttl}
          onChange={(event) => change({ ttl: event.target.value })}
        />
        <label htmlFor="what">What it is for</label>
        <input
          id="what"
          maxLength={256}
          autoComplete="off"
          value={order.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <FormEnd failed={failed} sending={sending} word="Create" meanwhile="Creating …" />
      </form>
      <section role="status">
        {created !== null && (
          <>
            <h3>
              The key of <VisibleText text={created.subject} />
            </h3>
            <Command command={created.key} copies="Copy the key" />
            <p className="quiet">
              Keep it now: it cannot be shown again, since only a hash of it is kept. Valid until{' '}
              {exact(created.expires)}.
            </p>
          </>
        )}
      </section>
    </>
  );
}
