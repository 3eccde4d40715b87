import type { Session } from '../api/types';
import { bytes, count } from '../text/number';
import { between } from '../text/time';
import { spelled } from '../text/visible';
import { UsualScore } from './level';
import type { Column } from './row-table';
import { VisibleText } from './visible-text';
import { When } from './when';
import './session-table.css';

export const SESSION_COLUMNS: readonly Column<Session>[] = [
  { name: 'time', title: 'Began', cell: (row) => <When time={row.start} /> },
  { name: 'caller', title: 'Caller', cell: (row) => <VisibleText text={row.subject} /> },
  { name: 'connection', title: 'Connection', cell: (row) => <VisibleText text={row.connection || '–'} /> },
  { name: 'named', title: 'Name', cell: (row) => <SessionName name={row.name} /> },
  { name: 'lasted', title: 'Lasted', cell: (row) => between(row.start, row.end) },
  { name: 'exchanges', title: 'Exchanges', cell: (row) => count(row.exchanges) },
  { name: 'refused', title: 'Refused', cell: (row) => <Refused refused={row.refused} /> },
  { name: 'risk', title: 'Risk', cell: (row) => <UsualScore score={row.risk} /> },
  { name: 'inputs', title: 'Inputs', cell: (row) => count(row.items) },
  {
    name: 'bytes',
    title: 'Sent / received',
    cell: (row) => `${bytes(row.requestBytes)} / ${bytes(row.responseBytes)}`,
  },
  { name: 'models', title: 'Models', cell: (row) => <VisibleText text={row.models.join(', ') || '–'} /> },
];

export function SessionName({ name }: { name: string | null }) {
  return name === null ? <span className="quiet">unnamed</span> : <VisibleText text={name} />;
}

function Refused({ refused }: { refused: number }) {
  return refused === 0 ? <span className="quiet">0</span> : <span className="some-refused">{count(refused)}</span>;
}

export const describeSession = (row: Session) =>
  `Open the session of ${spelled(row.subject)} on ${spelled(row.connection)}, ${count(row.exchanges)} exchanges`;
