import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Link } from 'wouter';
import { useMedia } from './use-shape';
import './row-table.css';

export interface Column<Row> {
  /** Names the column in style sheets too, which decide how wide it is and where it is left out. */
  name: string;
  title: string;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  /** Names the kind of table in style sheets. */
  kind: string;
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  addressOf: (row: Row) => string;
  /** What the row's link says to those who hear it. */
  describe: (row: Row) => string;
  /** The row under the cursor. */
  at: string | null;
  onAt: (id: string) => void;
  /** Whether there is more than `rows`. */
  more: boolean;
  onMore: () => void;
  /** Whether rows come above the others by themselves: what is read then stays where it is. */
  steady?: boolean;
  /** Where the list stood when it was last on the screen is kept under this name. */
  memory: string;
  /** What stands after the last row. */
  end: ReactNode;
}

// Heights in pixels; the head stays above the rows while they scroll. Cards, on narrow screens, have no head.
const ROW = 33;
const HEAD = 33;
const CARD = 62;
/** Ask for the next page this many rows before the end of what is loaded. */
const AHEAD = 30;
const MOST_REMEMBERED = 50;

const offsets = new Map<string, number>();

function remember(name: string, offset: number) {
  offsets.delete(name);
  offsets.set(name, offset);
  const oldest = offsets.keys().next().value;
  if (offsets.size > MOST_REMEMBERED && oldest !== undefined) offsets.delete(oldest);
}

/** Rows of one height, of which only those near the window exist. Each row is one link. */
export function RowTable<Row>(props: Props<Row>) {
  const { columns, rows, idOf, at, more, onMore, memory, steady = false } = props;
  const box = useRef<HTMLDivElement>(null);
  const cards = useMedia('(max-width: 639px)');
  const height = cards ? CARD : ROW;
  const head = cards ? 0 : HEAD;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: (index) => idOf(rows[index] as Row),
    overscan: 12,
    scrollMargin: head,
    scrollPaddingStart: head,
    initialOffset: () => offsets.get(memory) ?? 0,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  const first = useRef<string | null>(null);
  useLayoutEffect(() => {
    const top = rows[0];
    const before = first.current;
    first.current = top === undefined ? null : idOf(top);
    const element = box.current;
    if (!steady || before === null || element === null || element.scrollTop === 0) return;
    const above = rows.findIndex((row) => idOf(row) === before);
    if (above > 0) element.scrollTop += above * height;
  }, [rows, idOf, steady, height]);

  useEffect(() => virtual.measure(), [virtual, height]);

  useEffect(() => {
    if (more && last >= rows.length - AHEAD) onMore();
  }, [more, last, rows.length, onMore]);

  useEffect(() => {
    // Only a moved cursor scrolls; rows that arrive do not, so they are no dependency.
    const index = at === null ? -1 : rows.findIndex((row) => idOf(row) === at);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [at]);

  return (
    <div
      ref={box}
      className={`row-table ${props.kind}`}
      role="table"
      aria-label={props.label}
      aria-rowcount={more ? -1 : rows.length + 1}
      onScroll={(event) => remember(memory, event.currentTarget.scrollTop)}
    >
      <div role="rowgroup" className="head">
        <div role="row" aria-rowindex={1}>
          {columns.map(({ name, title }) => (
            <div key={name} role="columnheader" className={name}>
              {title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="body" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rows[index] as Row;
          const id = idOf(row);
          return (
            <TableRow
              key={id}
              {...props}
              row={row}
              index={index}
              style={{ height, transform: `translateY(${start - head}px)` }}
            />
          );
        })}
      </div>
      <div className="end">{props.end}</div>
    </div>
  );
}

interface RowProps<Row> extends Props<Row> {
  row: Row;
  index: number;
  style: CSSProperties;
}

function TableRow<Row>({ row, index, style, columns, idOf, addressOf, describe, at, onAt }: RowProps<Row>) {
  const link = useRef<HTMLAnchorElement>(null);
  const id = idOf(row);
  const current = id === at;
  useEffect(() => {
    // The focus goes with the cursor, unless somebody writes or works elsewhere.
    const focused = document.activeElement;
    const free = focused === null || focused === document.body || focused.closest('.row-table, main') === focused;
    if (current && (free || focused.closest('.row-table') !== null)) link.current?.focus({ preventScroll: true });
  }, [current]);
  return (
    <div role="row" className="row" aria-rowindex={index + 2} aria-current={current ? 'true' : undefined} style={style}>
      {columns.map(({ name, cell }, position) => (
        <div key={name} role="cell" className={name}>
          {position === 0 && (
            <Link
              ref={link}
              href={addressOf(row)}
              className="open"
              aria-label={describe(row)}
              onClick={() => onAt(id)}
              onFocus={() => {
                if (!current) onAt(id);
              }}
            />
          )}
          {cell(row)}
        </div>
      ))}
    </div>
  );
}
