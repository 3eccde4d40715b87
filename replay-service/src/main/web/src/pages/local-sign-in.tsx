import { useState, type FormEvent } from 'react';
import { useSearch } from 'wouter';
import { post } from '../api/client';
import { Problem, sentence } from '../api/problem';
import { FormEnd } from '../parts/form-end';
import { Mark } from '../parts/mark';
import './sign-in.css';

/** Where the embedded platform's own issuer asks who somebody is: whoever knows its passcode is whom they say. */
export function LocalSignInPage() {
  const request = useSearch();
  const [subject, setSubject] = useState('me');
  const [groups, setGroups] = useState('auditors, policy-admins');
  const [passcode, setPasscode] = useState('');
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFailed(null);
    try {
      const named = groups
        .split(',')
        .map((group) => group.trim())
        .filter((group) => group !== '');
      const { address } = await post<{ address: string }>('/issuer/authorize', {
        request,
        subject,
        groups: named,
        passcode,
      });
      location.assign(address);
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
      setSending(false);
    }
  };

  return (
    <main className="sign-in">
      <title>Local sign-in · Vectrail</title>
      <form className="panel form" onSubmit={signIn}>
        <h1>
          <Mark /> Local sign-in
        </h1>
        <p className="local-only">
          For local use only: whoever has the passcode of this platform can be anybody. Where people work with Vectrail,
          let them sign in at your identity provider.
        </p>
        <label htmlFor="subject">Name</label>
        <input
          id="subject"
          required
          maxLength={128}
          spellCheck={false}
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
        />
        <label htmlFor="groups">Groups, with commas between them</label>
        <input
          id="groups"
          maxLength={1000}
          spellCheck={false}
          value={groups}
          aria-describedby="groups-help"
          onChange={(event) => setGroups(event.target.value)}
        />
        <p id="groups-help" className="quiet">
          auditors, approvers, policy-admins and viewers have the roles of these names.
        </p>
        <label htmlFor="passcode">Passcode</label>
        <input
          id="passcode"
          type="password"
          required
          autoFocus
          autoComplete="current-password"
          aria-describedby="passcode-help"
          aria-invalid={failed !== null}
          value={passcode}
          onChange={(event) => setPasscode(event.target.value)}
        />
        <p id="passcode-help" className="quiet">
          <code>./vectrail passcode</code> prints it.
        </p>
        <FormEnd failed={failed} sending={sending} word="Sign in" meanwhile="Signing in …" />
      </form>
    </main>
  );
}
