import { Fragment, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { signOut as signOutHere } from '../api/client';
import { Problem, sentence } from '../api/problem';
import { me } from '../api/queries';
import { giveReason } from '../api/reason';
import { Disclosure } from '../parts/disclosure';
import { Icon } from '../parts/icon';
import { scopesInWords } from '../text/scope';
import { spelled } from '../text/visible';
import { VisibleText } from '../parts/visible-text';
import { When } from '../parts/when';
import './person.css';

export function Person() {
  const { data: person } = useQuery(me);
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [failed, setFailed] = useState<string | null>(null);
  if (person === undefined) return <span className="person-pending" />;
  const signOut = async () => {
    try {
      const elsewhere = await signOutHere();
      client.clear();
      giveReason('');
      if (elsewhere === null) navigate('/sign-in');
      else location.assign(elsewhere);
    } catch (error) {
      setFailed(`Still signed in. ${sentence(Problem.of(error).message)}`);
    }
  };
  return (
    <Disclosure
      className="person"
      label={`Signed in as ${spelled(person.subject)}`}
      button={
        <>
          <Icon name="person" />
          <span className="subject">
            <VisibleText text={person.subject} />
          </span>
        </>
      }
    >
      {() => (
        <>
          <dl>
            <dt>Roles</dt>
            <dd>{person.roles.join(', ') || 'none'}</dd>
            <dt>Groups</dt>
            <dd>
              <VisibleText text={person.groups.join(', ') || 'none'} />
            </dd>
            {scopesInWords(person.sees).map(({ of, scope }) => (
              <Fragment key={of}>
                <dt>{of}</dt>
                <dd>
                  <VisibleText text={scope} />
                </dd>
              </Fragment>
            ))}
            <dt>Session ends</dt>
            <dd>
              <When time={person.expires} />
            </dd>
          </dl>
          <button type="button" onClick={signOut}>
            Sign out
          </button>
          {failed !== null && <p role="alert">{failed}</p>}
        </>
      )}
    </Disclosure>
  );
}
