import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { exchangeAddress } from '../address/view';
import { Problem, sentence } from '../api/problem';
import { me } from '../api/queries';
import { replayExchange, type Sent } from '../api/replays';
import { replaysExchanges } from '../text/roles';
import { ShortId } from './copy';
import { ComparedTable } from './compared-table';
import { TwoStep } from './two-step';
import './send-again.css';

/** Sends a recorded request again, as oneself, and shows how what comes back differs. */
export function SendAgain({ id }: { id: string }) {
  const may = replaysExchanges(useQuery(me).data);
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  if (!may) return null;
  const again = async () => {
    setSending(true);
    setFailed(null);
    setSent(null);
    try {
      setSent(await replayExchange(id));
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(`${sentence(problem.title)} ${sentence(problem.message)}`);
    }
    setSending(false);
  };
  return (
    <section className="send-again" aria-label="Send again and compare">
      <h2>Send again and compare</h2>
      <TwoStep
        word="Send again"
        loses="It goes to the provider once more, as an exchange of yours."
        onDo={() => void again()}
        disabled={sending}
      />
      {sending && <p role="status">It is sent, recorded and compared …</p>}
      {failed !== null && (
        <p className="wrong" role="alert">
          {failed}
        </p>
      )}
      {sent !== null && (
        <>
          <p role="status">
            <Link href={exchangeAddress(sent.exchange, { kind: 'none' })}>The new exchange</Link>{' '}
            <ShortId id={sent.exchange} />
            {sent.rewritten && ' — a policy changed the request on its way: something else was embedded.'}
          </p>
          <ComparedTable items={sent.items} />
        </>
      )}
    </section>
  );
}
