import { useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { connectionAddress, readConnection } from '../address/view';
import { post } from '../api/client';
import { Problem, sentence } from '../api/problem';
import { me } from '../api/queries';
import { Command } from '../parts/command';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { FormEnd } from '../parts/form-end';
import { connectionLines, lines } from '../text/document';
import './connections.css';

export function ConnectionsPage() {
  const { data: person, error } = useQuery(me);
  return (
    <div className="connections">
      <title>Connections · Vectrail</title>
      <h1>Connections</h1>
      {error !== null && <Failure what="Who is signed in cannot be asked" error={error} />}
      {person !== undefined && (person.roles.includes('policy-admin') ? <RegisterKey /> : <NotAllowed />)}
    </div>
  );
}

function NotAllowed() {
  return (
    <Empty title="Registering a provider’s key needs the role policy-admin">
      <p>On the embedded platform, this command prints a token of somebody who has it:</p>
      <Command command="./vectrail token --subject me --group policy-admins" />
    </Empty>
  );
}

/** The key stays in the field alone, and leaves it with the call. Everything else stands in the address. */
function RegisterKey() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const { name, targets } = readConnection(search);
  const [key, setKey] = useState('');
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [sealed, setSealed] = useState<string | null>(null);
  const change = (next: { name?: string; targets?: string }) => {
    // What was sealed holds for what it was sealed for.
    setSealed(null);
    navigate(connectionAddress({ name, targets, ...next }), { replace: true });
  };

  const seal = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFailed(null);
    setSealed(null);
    try {
      const body = { connection: name.trim(), targets: lines(targets), secret: key };
      const answer = await post<{ sealed: string }>('/api/v1/sealed-credentials', body);
      setSealed(connectionLines(body.connection, body.targets, answer.sealed));
      setKey('');
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
    }
    setSending(false);
  };

  return (
    <>
      <header>
        <h2>Register a provider’s key</h2>
        <p className="quiet">
          The key is encrypted to the edges, for this connection and these hosts alone. Nobody reads it back: this
          service keeps nothing, and the document holds what only an edge can open.
        </p>
      </header>
      <form className="form" onSubmit={seal}>
        <label htmlFor="name">Connection</label>
        <input
          id="name"
          required
          placeholder="openai"
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <label htmlFor="targets">Targets, one a line</label>
        <textarea
          id="targets"
          required
          rows={2}
          placeholder="https://api.openai.com"
          spellCheck={false}
          value={targets}
          onChange={(event) => change({ targets: event.target.value })}
        />
        <label htmlFor="key">The provider’s key</label>
        <input
          id="key"
          type="password"
          required
          autoComplete="new-password"
          aria-describedby="key-help"
          aria-invalid={failed !== null}
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
        <p id="key-help" className="quiet">
          As the provider issued it; for Bedrock ACCESS_KEY_ID:SECRET_ACCESS_KEY, for Vertex AI a service account’s JSON
          key.
        </p>
        <FormEnd failed={failed} sending={sending} word="Seal" meanwhile="Sealing …" />
      </form>
      <section role="status">
        {sealed !== null && (
          <>
            <h3>Sealed. It goes into the gateway document</h3>
            <Command command={sealed} />
            <p className="quiet">
              It opens under this name and for these targets’ hosts alone. With another host, seal anew.
            </p>
          </>
        )}
      </section>
    </>
  );
}
