import type { Exchange } from '../api/types';
import { count } from '../text/number';
import { ShortId } from './copy';
import { VisibleText } from './visible-text';
import './chain.css';

/** Where the record stands in its edge's chain and in Kafka. */
export function Chain({ exchange }: { exchange: Exchange }) {
  const { topic, partition, offset } = exchange.source;
  return (
    <section className="chain">
      <h2>Record</h2>
      <dl>
        <div>
          <dt>Edge</dt>
          <dd>
            <VisibleText text={exchange.edge} />
          </dd>
        </div>
        <div>
          <dt>Chain position</dt>
          <dd>
            {count(exchange.sequence)} of epoch <ShortId id={exchange.epoch} what="Copy the epoch" />
          </dd>
        </div>
        <div>
          <dt>Hash of the one before</dt>
          <dd>
            {exchange.previousHash === '' ? (
              'none: the first of its epoch'
            ) : (
              <ShortId id={exchange.previousHash} what="Copy the hash" />
            )}
          </dd>
        </div>
        <div>
          <dt>Decided by document</dt>
          <dd>
            {exchange.documentHash === '' ? (
              '–'
            ) : (
              <ShortId id={exchange.documentHash} what="Copy the document's hash" />
            )}
          </dd>
        </div>
        {exchange.trialHash !== null && (
          <div>
            <dt>On trial beside it</dt>
            <dd>
              <ShortId id={exchange.trialHash} what="Copy the hash of the document on trial" />
            </dd>
          </div>
        )}
        {exchange.approvalId !== null && (
          <div>
            <dt>Approval</dt>
            <dd>
              <ShortId id={exchange.approvalId} what="Copy the approval's id" />
            </dd>
          </div>
        )}
        <div>
          <dt>Forwarded</dt>
          <dd>{exchange.forwarded.toLowerCase()}</dd>
        </div>
        <div>
          <dt>In Kafka</dt>
          <dd>
            <code>
              {topic}-{partition}@{offset}
            </code>
          </dd>
        </div>
      </dl>
    </section>
  );
}
