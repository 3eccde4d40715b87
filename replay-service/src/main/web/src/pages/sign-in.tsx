import { useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { readNext } from '../address/view';
import { send } from '../api/client';
import { giveReason } from '../api/reason';
import { Problem, sentence } from '../api/problem';
import { Command } from '../parts/command';
import { FormEnd } from '../parts/form-end';
import { Mark } from '../parts/mark';
import './sign-in.css';

export function SignInPage() {
  const search = useSearch();
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
      navigate(readNext(search, location.origin), { replace: true });
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
      setSending(false);
    }
  };

  return (
    <main className="sign-in">
      <title>Sign in · Vectrail</title>
      <form className="form" onSubmit={signIn}>
        <h1>
          <Mark /> Sign in to Vectrail
        </h1>
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
          It is sent to this service once and kept in a cookie that scripts cannot read.
        </p>
        <FormEnd failed={failed} sending={sending} word="Sign in" meanwhile="Signing in …" />
      </form>
    </main>
  );
}
