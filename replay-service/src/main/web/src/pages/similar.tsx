import { Fragment, useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { readLikeness, similarAddress, type Likeness } from '../address/similar';
import { exchangeAddress } from '../address/view';
import { nearest, nearestTo, nearestToText, sameVectors, type AskedText, type Nearest } from '../api/nearest';
import { me } from '../api/queries';
import { useKnownValues } from '../frame/use-known-values';
import { ShortId } from '../parts/copy';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { NeighbourTable } from '../parts/neighbour-table';
import { Skeleton } from '../parts/skeleton';
import { VisibleText } from '../parts/visible-text';
import { howCompared } from '../text/how-compared';
import { replaysExchanges } from '../text/roles';
import { readPasted } from '../text/vector';
import '../parts/form.css';
import './similar.css';

const MOST = 50;

/** Which exchanges a vector came back in, and what is like it. */
export function SimilarPage() {
  const likeness = readLikeness(useSearch());
  const [, navigate] = useLocation();
  // A vector is too long for an address; that it was asked for is recorded by its hash alone.
  const [given, setGiven] = useState<number[] | string | null>(null);
  const [asked, setAsked] = useState<AskedText | null>(null);
  const may = replaysExchanges(useQuery(me).data);
  return (
    <div className="similar-page">
      <title>Similar vectors · Vectrail</title>
      <h1>Similar vectors</h1>
      <Form
        onHash={(hash) => {
          setGiven(null);
          setAsked(null);
          navigate(similarAddress({ kind: 'hash', hash }));
        }}
        onVector={(vector) => {
          setGiven(vector);
          setAsked(null);
          navigate(similarAddress(null));
        }}
      />
      {may && (
        <TextForm
          onAsk={(text) => {
            setAsked(text);
            setGiven(null);
            navigate(similarAddress(null));
          }}
        />
      )}
      {asked !== null ? (
        <ToText asked={asked} />
      ) : given !== null ? (
        <ToGiven vector={given} />
      ) : likeness === null ? (
        <Empty title="Nothing is looked for yet">
          <p>
            Paste a vector that was found somewhere, to see which exchange it came back in. “Find similar” beside the
            vector of an exchange leads here, too.
          </p>
        </Empty>
      ) : (
        <ToLikeness likeness={likeness} />
      )}
    </div>
  );
}

interface FormProps {
  onHash: (hash: string) => void;
  onVector: (vector: number[] | string) => void;
}

function Form({ onHash, onVector }: FormProps) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const pasted = readPasted(text);
    setWrong(pasted.kind === 'unreadable' ? pasted.why : null);
    if (pasted.kind === 'hash') onHash(pasted.hash);
    if (pasted.kind === 'vector') onVector(pasted.vector);
  };
  return (
    <form className="form" onSubmit={find}>
      <label htmlFor="vector">A vector, or its hash</label>
      <textarea
        id="vector"
        rows={3}
        required
        spellCheck={false}
        placeholder="[0.0123, -0.0456, …]"
        aria-describedby="vector-help"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p id="vector-help" className="quiet">
        Numbers in brackets, base64 of float32 in little-endian order, or the SHA-256 of those bytes.
      </p>
      {wrong !== null && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" className="main">
        Find
      </button>
    </form>
  );
}

function ToLikeness({ likeness }: { likeness: Likeness }) {
  return likeness.kind === 'hash' ? <Same hash={likeness.hash} /> : <ToRecorded {...likeness} />;
}

/** The provider is asked for the vector of a text, in the person's name. */
function TextForm({ onAsk }: { onAsk: (asked: AskedText) => void }) {
  const [asked, setAsked] = useState<AskedText>({ text: '', connection: '', model: '' });
  const known = useKnownValues();
  const change = (next: Partial<AskedText>) => setAsked({ ...asked, ...next });
  const fields = [
    { name: 'text', word: 'A text', of: [] },
    { name: 'connection', word: 'Connection', of: known('connection') },
    { name: 'model', word: 'Model', of: known('model') },
  ] as const;
  return (
    <form
      className="form by-text"
      aria-label="By a text"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(asked);
      }}
    >
      {fields.map(({ name, word, of }) => (
        <Fragment key={name}>
          <label htmlFor={`by-${name}`}>{word}</label>
          <input
            id={`by-${name}`}
            required
            maxLength={8192}
            autoComplete="off"
            list={of.length === 0 ? undefined : `known-${name}`}
            value={asked[name]}
            onChange={(event) => change({ [name]: event.target.value })}
          />
          {of.length > 0 && (
            <datalist id={`known-${name}`}>
              {of.map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
          )}
        </Fragment>
      ))}
      <p className="quiet">The provider is asked for its vector, as an exchange of yours.</p>
      <button type="submit" className="main">
        Find by text
      </button>
    </form>
  );
}

function ToText({ asked }: { asked: AskedText }) {
  const found = useQuery(nearestToText(asked, MOST));
  return (
    <Answer
      asked={found}
      title={
        <>
          Nearest to “<VisibleText text={asked.text} />”
        </>
      }
    />
  );
}

function ToGiven({ vector }: { vector: number[] | string }) {
  const asked = useQuery(nearestTo(vector, MOST));
  return <Answer asked={asked} title={<>Nearest to the vector that was pasted</>} />;
}

function ToRecorded({ exchange, input }: { exchange: string; input: number }) {
  const asked = useQuery(nearest(exchange, input, MOST));
  return (
    <Answer
      asked={asked}
      title={
        <>
          Nearest to input {input} of <Link href={exchangeAddress(exchange, { kind: 'none' })}>the exchange</Link>{' '}
          <ShortId id={exchange} />
        </>
      }
    />
  );
}

function Same({ hash }: { hash: string }) {
  const { data, error, isPending, refetch } = useQuery(sameVectors(hash, MOST));
  const asked = {
    data: data === undefined ? undefined : { items: data.items, method: null },
    error,
    isPending,
    refetch,
  };
  return (
    <Answer
      asked={asked}
      title={
        <>
          Where <ShortId id={hash} what="Copy the hash" /> came back
        </>
      }
    />
  );
}

interface AnswerProps {
  asked: {
    data: Nearest | { items: Nearest['items']; method: null } | undefined;
    error: unknown;
    isPending: boolean;
    refetch: () => Promise<unknown>;
  };
  title: ReactNode;
}

function Answer({ asked: { data, error, isPending, refetch }, title }: AnswerProps) {
  return (
    <section aria-label="What was found">
      <h2>{title}</h2>
      {isPending ? (
        <Skeleton what="what is like it" rows={8} />
      ) : data === undefined ? (
        <Failure
          what="Nothing could be compared"
          error={error}
          works="Search by words and fields may still answer."
          again={() => void refetch()}
        />
      ) : (
        <>
          {data.method !== null && <p className="quiet">{howCompared(data)}</p>}
          {data.items.length === 0 ? (
            <Empty title="No recorded vector is like it">
              <p>
                It did not come through an edge, its record is not in the archive any more, or it is outside your scope.
              </p>
            </Empty>
          ) : (
            <NeighbourTable items={data.items} label="Vectors" />
          )}
        </>
      )}
    </section>
  );
}
