import type { AlertSummary } from '../api/alert';
import { alertStateWord } from '../text/alert';
import { count } from '../text/number';
import { scoreInWords, strongest } from '../text/risk';
import { spelled } from '../text/visible';
import { AlertState } from './alert-state';
import { Score } from './level';
import type { Column } from './row-table';
import { Strongest } from './strongest';
import { VisibleText } from './visible-text';
import { When } from './when';
import './alert-table.css';

export const ALERT_COLUMNS: readonly Column<AlertSummary>[] = [
  { name: 'risk', title: 'Score', cell: (row) => <Score of={row} /> },
  { name: 'caller', title: 'Caller', cell: (row) => <VisibleText text={row.subject} /> },
  { name: 'signals', title: 'Strongest signals', cell: (row) => <Strongest parts={row.parts} /> },
  { name: 'exchanges', title: 'Exchanges', cell: (row) => count(row.exchangeCount) },
  { name: 'time', title: 'Raised', cell: (row) => <When time={row.raisedAt} /> },
  { name: 'state', title: 'State', cell: (row) => <AlertState state={row.state} verdict={row.verdict} /> },
  { name: 'subsided', title: 'Score since', cell: (row) => <Subsided at={row.subsidedAt} /> },
  { name: 'assignee', title: 'Whose', cell: (row) => <Whose assignee={row.assignee} /> },
];

const Subsided = ({ at }: { at: string | null }) =>
  at === null ? (
    <>not fallen</>
  ) : (
    <span className="quiet">
      fell <When time={at} />
    </span>
  );

const Whose = ({ assignee }: { assignee: string | null }) =>
  assignee === null ? <span className="quiet">nobody’s</span> : <VisibleText text={assignee} />;

export const describeAlert = (row: AlertSummary) =>
  `Open the alert about ${spelled(row.subject)}, ${scoreInWords(row)}, ${alertStateWord(row.state)}, ${strongest(row.parts).join(', ')}`;
