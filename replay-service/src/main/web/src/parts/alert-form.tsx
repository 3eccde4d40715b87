import { useId, useState } from 'react';
import { act } from '../api/alerts';
import type { Act, Alert } from '../api/alert';
import type { Problem } from '../api/problem';
import type { Me } from '../api/types';
import { alertStateWord, allowedIn, type Formed } from '../text/alert';
import { ActionForm } from './action-form';
import { ReasonField, SAY_WHY, useBegunReason } from './reason-field';
import { VisibleText } from './visible-text';

interface Props {
  alert: Alert;
  person: Me;
  onDone: (what: Act, after: Alert) => void;
  onRefused: (problem: Problem) => void;
  onClose: () => void;
}

export function AlertForm({ action, ...props }: Props & { action: Formed }) {
  switch (action) {
    case 'assign':
      return <Assign {...props} />;
    case 'close':
      return <Close {...props} />;
    case 'reopen':
      return <Reopen {...props} />;
  }
}

const blockedIn = ({ state }: Alert, action: Formed) =>
  allowedIn(state, action) ? null : `It is ${alertStateWord(state)} by now.`;

function Assign({ alert, onDone, onRefused, onClose }: Props) {
  const [assignee, setAssignee] = useState('');
  const field = useId();
  return (
    <ActionForm
      word="Assign"
      meanwhile="Assigning …"
      does="assigns"
      blocked={blockedIn(alert, 'assign')}
      missing={() => (assignee.trim() === '' ? 'Say whose it is first.' : null)}
      send={async () => {
        const what = { action: 'assign', assignee: assignee.trim() } as const;
        onDone(what, await act(alert.id, what));
      }}
      onRefused={onRefused}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <label htmlFor={field}>
            Whose it is <span className="quiet">the name with which they sign in</span>
          </label>
          <input
            id={field}
            type="text"
            autoFocus
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={256}
            required
            aria-invalid={wrong}
            value={assignee}
            onChange={({ target: { value } }) => setAssignee(value)}
          />
        </>
      )}
    </ActionForm>
  );
}

const VERDICTS = [
  { verdict: 'confirmed', word: 'Confirmed', means: 'it was what it looked like' },
  { verdict: 'expected', word: 'Expected', means: 'it was something that may be' },
  { verdict: 'false-alarm', word: 'False alarm', means: 'there was nothing' },
] as const;

type Chosen = (typeof VERDICTS)[number]['verdict'];

function Close({ alert, person, onDone, onRefused, onClose }: Props) {
  const [reason, setReason] = useBegunReason(person.subject, alert.id, 'close');
  const [verdict, setVerdict] = useState<Chosen | null>(null);
  const name = useId();
  const lacks = () => {
    if (verdict === null) return 'Say what it came to first.';
    return reason.trim() === '' ? SAY_WHY : null;
  };
  return (
    <ActionForm
      word="Close"
      meanwhile="Closing …"
      does="closes"
      blocked={blockedIn(alert, 'close')}
      missing={lacks}
      send={async () => {
        if (verdict === null) return;
        const what = { action: 'close', verdict, reason: reason.trim() } as const;
        onDone(what, await act(alert.id, what));
      }}
      onRefused={onRefused}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <fieldset className="choices">
            <legend>What it came to</legend>
            {VERDICTS.map(({ verdict: each, word, means }, index) => (
              <label key={each}>
                <input
                  type="radio"
                  name={name}
                  value={each}
                  autoFocus={index === 0}
                  checked={verdict === each}
                  onChange={() => setVerdict(each)}
                />
                {word} <span className="quiet">{means}</span>
              </label>
            ))}
          </fieldset>
          <ReasonField label="Why" needed wrong={wrong} reason={reason} onReason={setReason} autoFocus={false} />
        </>
      )}
    </ActionForm>
  );
}

function Reopen({ alert, person, onDone, onRefused, onClose }: Props) {
  const [reason, setReason] = useBegunReason(person.subject, alert.id, 'reopen');
  return (
    <ActionForm
      word="Reopen"
      meanwhile="Reopening …"
      does="reopens"
      blocked={blockedIn(alert, 'reopen')}
      missing={() => (reason.trim() === '' ? SAY_WHY : null)}
      send={async () => {
        const what = { action: 'reopen', reason: reason.trim() } as const;
        onDone(what, await act(alert.id, what));
      }}
      onRefused={onRefused}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <p>
            The alert about <VisibleText text={alert.subject} /> is to be looked at again. What was said when it was
            closed stays in its life.
          </p>
          <ReasonField label="Why you reopen it" needed wrong={wrong} reason={reason} onReason={setReason} />
        </>
      )}
    </ActionForm>
  );
}
