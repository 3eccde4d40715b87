import { useState, type FormEvent, type ReactNode } from 'react';
import { post } from '../api/client';
import { Problem, sentence } from '../api/problem';
import { exact } from '../text/time';
import { Command } from './command';
import { FormEnd } from './form-end';
import { VisibleText } from './visible-text';

const DEFAULT_TTL = '90d';

/** A secret that was just created. */
export interface Issued {
  subject: string;
  expires: string;
  text: string;
}

interface Props<Answer> {
  /** Where the API has them. */
  path: string;
  /** What people call one. */
  word: string;
  /** What is asked for, but for how long. */
  order: object;
  issued: (answer: Answer) => Issued;
  /** The secret is there: the fields can be emptied. */
  onCreated: () => void;
  /** The fields, above the one for how long. */
  children: ReactNode;
}

/** Creates a secret and shows it: once, and in this page alone, which forgets it with the next one or when it is left. */
export function IssueForm<Answer>({ path, word, order, issued, onCreated, children }: Props<Answer>) {
  const [ttl, setTtl] = useState(DEFAULT_TTL);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [created, setCreated] = useState<Issued | null>(null);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFailed(null);
    setCreated(null);
    try {
      setCreated(issued(await post<Answer>(path, { ...order, ttl: ttl.trim() })));
      setTtl(DEFAULT_TTL);
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
        {children}
        <label htmlFor="ttl">Valid for</label>
        <input
          id="ttl"
          required
          pattern="[0-9]+ *(s|m|h|d)"
          title="A time such as 30m, 12h or 90d; at most 366d"
          autoComplete="off"
          value={ttl}
          onChange={(event) => setTtl(event.target.value)}
        />
        <FormEnd failed={failed} sending={sending} word="Create" meanwhile="Creating …" />
      </form>
      <section role="status">
        {created !== null && (
          <>
            <h2>
              The {word} of <VisibleText text={created.subject} />
            </h2>
            <Command command={created.text} copies={`Copy the ${word}`} />
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
