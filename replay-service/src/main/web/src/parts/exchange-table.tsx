import type { ExchangeSummary } from '../api/types';
import { count } from '../text/number';
import { spelled } from '../text/visible';
import { Decision } from './decision';
import { UsualScore } from './level';
import { Outcome } from './outcome';
import type { Column } from './row-table';
import { VisibleText } from './visible-text';
import { When } from './when';
import './exchange-table.css';

export const EXCHANGE_COLUMNS: readonly Column<ExchangeSummary>[] = [
  { name: 'time', title: 'Time', cell: (row) => <When time={row.time} /> },
  { name: 'caller', title: 'Caller', cell: (row) => <VisibleText text={row.subject} /> },
  { name: 'connection', title: 'Connection', cell: (row) => <VisibleText text={row.connection || '–'} /> },
  { name: 'model', title: 'Model', cell: (row) => <VisibleText text={row.model || '–'} /> },
  { name: 'decision', title: 'Decision', cell: (row) => <Decision decision={row.decision} /> },
  { name: 'result', title: 'Result', cell: (row) => <Outcome outcome={row.outcome} status={row.status} /> },
  { name: 'risk', title: 'Risk', cell: (row) => <UsualScore score={row.risk} /> },
  { name: 'inputs', title: 'Inputs', cell: (row) => count(row.inputs) },
  { name: 'preview', title: 'First input', cell: (row) => <Preview text={row.preview} /> },
];

function Preview({ text }: { text: string | null }) {
  return text === null || text === '' ? <span className="quiet">–</span> : <VisibleText text={text} />;
}

export const describeExchange = (row: ExchangeSummary) =>
  `Open the exchange of ${spelled(row.subject)}, ${row.decision.toLowerCase()}, ${spelled(row.model)}`;
