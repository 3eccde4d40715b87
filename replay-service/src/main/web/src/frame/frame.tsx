import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { me } from '../api/queries';
import { useLive } from '../api/use-live';
import { useKeys } from '../keys/use-keys';
import { Catch } from '../parts/catch';
import { seesApprovals, seesRisk } from '../text/roles';
import { KeysDialog } from './keys-dialog';
import { Rail } from './rail';
import { ReasonGate } from './reason-gate';
import { TopBar } from './top-bar';
import './frame.css';

/** What stays while pages change: the rail, the bar with query, time range and person, and the list of keys. */
export function Frame({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const [keysShown, showKeys] = useState(false);
  const query = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLElement>(null);
  const person = useQuery(me).data;
  useLive(seesApprovals(person) || seesRisk(person));
  useEffect(() => {
    // The element that had the focus went away with the page before this one.
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true });
  }, [path]);
  useKeys({
    '?': () => showKeys(true),
    '/': () => {
      query.current?.focus();
      query.current?.select();
    },
  });
  return (
    <div className="frame">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <Rail onKeys={() => showKeys(true)} />
      <TopBar query={query} />
      <main id="page" ref={page} tabIndex={-1}>
        <Catch key={path}>
          <ReasonGate>{children}</ReasonGate>
        </Catch>
      </main>
      {keysShown && <KeysDialog onClose={() => showKeys(false)} />}
    </div>
  );
}
