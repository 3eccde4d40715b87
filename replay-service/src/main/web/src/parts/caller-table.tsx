import type { CallerRisk } from '../api/risk';
import { scoreInWords, strongest } from '../text/risk';
import { spelled } from '../text/visible';
import { Score } from './level';
import { PartsBar } from './parts-bar';
import type { Column } from './row-table';
import { Strongest } from './strongest';
import { VisibleText } from './visible-text';
import { When } from './when';
import './caller-table.css';

export const CALLER_COLUMNS: readonly Column<CallerRisk>[] = [
  { name: 'risk', title: 'Score', cell: (row) => <Score of={row} /> },
  { name: 'bar', title: 'Made of', cell: (row) => <PartsBar parts={row.parts} /> },
  { name: 'caller', title: 'Caller', cell: (row) => <VisibleText text={row.subject} /> },
  { name: 'signals', title: 'Strongest signals', cell: (row) => <Strongest parts={row.parts} /> },
  { name: 'time', title: 'Last seen', cell: (row) => <When time={row.at} /> },
  { name: 'connection', title: 'There', cell: (row) => <VisibleText text={row.connection || '–'} /> },
];

export const describeCaller = (row: CallerRisk) =>
  `Open the caller ${spelled(row.subject)}, ${scoreInWords(row)}, ${strongest(row.parts).join(', ') || 'no signal'}`;
