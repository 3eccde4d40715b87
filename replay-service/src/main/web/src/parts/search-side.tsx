import type { Counts } from '../api/counts';
import type { Term } from '../text/query';
import { Facets } from './facets';
import { Failure } from './failure';
import { Skeleton } from './skeleton';
import { useMedia } from './use-shape';
import './search-side.css';

interface Props {
  counts: Counts | undefined;
  pending: boolean;
  error: unknown;
  terms: readonly Term[];
  onChoose: (field: string, value: string | null) => void;
  again: () => void;
}

/** What a list can be narrowed by, beside it where there is room; else behind its own button. */
export function SearchSide(props: Props) {
  const wide = useMedia('(min-width: 1024px)');
  if (wide)
    return (
      <aside className="search-side" aria-label="Filters" tabIndex={0}>
        <Content {...props} />
      </aside>
    );
  return (
    <details className="search-side">
      <summary>Filters</summary>
      <Content {...props} />
    </details>
  );
}

function Content({ counts, pending, error, terms, onChoose, again }: Props) {
  if (pending) return <Skeleton what="filters" rows={10} />;
  if (counts === undefined)
    return (
      <Failure
        what="Nothing could be counted"
        error={error}
        works="The list beside this is not touched by it."
        again={again}
      />
    );
  return (
    <>
      <Facets facets={counts.facets} terms={terms} onChoose={onChoose} />
      {!counts.complete && (
        <p className="quiet note">Counted are the newest {counts.exchanges.toLocaleString('en')}.</p>
      )}
    </>
  );
}
