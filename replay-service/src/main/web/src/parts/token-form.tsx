import { useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { send } from '../api/client';
import { giveReason } from '../api/reason';
import { Problem, sentence } from '../api/problem';
import { Command } from './command';
import { FormEnd } from './form-end';

/** Signs in with a pasted token, and goes to the page that was wanted. */
export function TokenForm({ next }: { next: string }) {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [token, setToken] = useState('');
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    const bare = token.replace(/\s+/gu, '').replace(/^Bearer/u, '');
    if (bare === '') {
      setFailed('Paste a token first.');
      return;
    }
    setSending(true);
    setFailed(null);
    try {
      await send('POST', '/api/v1/session', { token: bare });
      // Nothing of whoever was signed in before may show.
      client.clear();
      giveReason('');
      setToken('');
      navigate(next, { replace: true });
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
      setSending(false);
    }
  };

  return (
    <form className="form" onSubmit={signIn}>
      <p className="quiet">Paste a token. On the embedded platform, this command prints one for an auditor:</p>
      <Command command="./vectrail token --subject me --group auditors" />
      <label htmlFor="token">Token</label>
      <textarea
        id="token"
        rows={5}
        maxLength={20_000}
        autoFocus
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-describedby="token-help"
        aria-invalid={failed !== null}
        value={token}
        onChange={(event) => setToken(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey)
            (event.currentTarget.form?.requestSubmit(), event.preventDefault());
        }}
      />
      <p id="token-help" className="quiet">
        It is sent to this service once, and not kept. The session ends when it does, at the latest.
      </p>
      <FormEnd failed={failed} sending={sending} word="Sign in" meanwhile="Signing in …" />
    </form>
  );
}
