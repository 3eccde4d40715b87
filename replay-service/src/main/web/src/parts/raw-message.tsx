import { bytesOf } from '../api/queries';
import { useReason } from '../api/reason';
import type { Field, RequestMessage, ResponseMessage } from '../api/types';
import { bytes } from '../text/number';
import { ShortId } from './copy';
import { Icon } from './icon';
import { VisibleText } from './visible-text';
import './raw-message.css';

interface Props {
  id: string;
  side: 'request' | 'response';
  message: RequestMessage | ResponseMessage;
  reads: boolean;
}

const STATES: Record<string, string> = {
  VERBATIM: 'exactly as received',
  REWRITTEN: 'rewritten by a rule',
  WITHHELD: 'read, not kept',
  UNREAD: 'refused before it was read whole',
};

/** One side as it was on the wire: its line, headers and body. */
export function RawMessage({ id, side, message, reads }: Props) {
  const reason = useReason();
  return (
    <section className="raw-message">
      <div className="title">
        <h2>{side === 'request' ? 'Request' : 'Response'}</h2>
        {message.sha256 !== null && reads && (
          <a className="button" href={bytesOf(id, side, reason)} download>
            <Icon name="download" />
            Raw bytes
          </a>
        )}
      </div>
      <div className="body-line">
        <code className="start">
          {'method' in message ? (
            <>
              {message.method} <VisibleText text={message.path} />
            </>
          ) : (
            message.status
          )}
        </code>
        <span>{bytes(message.size)}</span>
        <span>{STATES[message.state.toUpperCase()] ?? message.state.toLowerCase()}</span>
        {message.sha256 !== null && (
          <span>
            SHA-256 <ShortId id={message.sha256} what="Copy the hash" />
          </span>
        )}
      </div>
      {'query' in message && message.query.length > 0 && <Fields title="Query" fields={message.query} />}
      <Fields title="Headers" fields={message.headers} />
    </section>
  );
}

function Fields({ title, fields }: { title: string; fields: Field[] }) {
  if (fields.length === 0) return <p className="none">No {title.toLowerCase()} passed.</p>;
  return (
    <table>
      <caption>{title} that passed</caption>
      <tbody>
        {fields.map(({ name, value }, index) => (
          <tr key={index}>
            <th scope="row">
              <VisibleText text={name} />
            </th>
            <td>
              <VisibleText text={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
