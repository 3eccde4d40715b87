import type { ApprovalSummary } from '../api/approval';
import { foundInWords, stateWord } from '../text/approval';
import { count } from '../text/number';
import { spelled } from '../text/visible';
import { ApprovalState } from './approval-state';
import type { Column } from './row-table';
import { TimeLeft } from './time-left';
import { VisibleText } from './visible-text';
import { When } from './when';
import './approval-table.css';

const caller: Column<ApprovalSummary> = {
  name: 'caller',
  title: 'Caller',
  cell: (row) => <VisibleText text={row.subject} />,
};

const about: readonly Column<ApprovalSummary>[] = [
  { name: 'connection', title: 'Connection', cell: (row) => <VisibleText text={row.connection || '–'} /> },
  { name: 'model', title: 'Model', cell: (row) => <VisibleText text={row.model || '–'} /> },
  { name: 'rule', title: 'Rule', cell: (row) => <VisibleText text={rulesOf(row)} /> },
  { name: 'found', title: 'Detections', cell: (row) => <Detected row={row} /> },
];

function Detected({ row }: { row: ApprovalSummary }) {
  const words = foundInWords(row.detections);
  return (
    <span title={spelled(words)}>
      <VisibleText text={words || '–'} />
    </span>
  );
}

const rulesOf = ({ rule, rules }: ApprovalSummary) => rules.join(', ') || rule;

/** Of what waits. */
export const WAITING_COLUMNS: readonly Column<ApprovalSummary>[] = [
  { name: 'left', title: 'Time left', cell: (row) => <TimeLeft of={row} /> },
  caller,
  ...about,
  { name: 'inputs', title: 'Inputs', cell: (row) => count(row.inputs) },
  { name: 'consents', title: 'Consents', cell: (row) => <Consents number={row.consents} /> },
  { name: 'yours', title: 'You', cell: (row) => <Yours may={row.mayDecide} /> },
  { name: 'time', title: 'Asked', cell: (row) => <When time={row.time} /> },
];

/** Of what was decided, or of all. */
export const DECIDED_COLUMNS: readonly Column<ApprovalSummary>[] = [
  { name: 'time', title: 'Asked', cell: (row) => <When time={row.time} /> },
  { name: 'state', title: 'State', cell: (row) => <ApprovalState state={row.state} /> },
  caller,
  ...about,
  { name: 'by', title: 'By', cell: (row) => <VisibleText text={row.decidedBy ?? '–'} /> },
  { name: 'decided', title: 'Decided', cell: (row) => (row.decided === null ? '–' : <When time={row.decided} />) },
  { name: 'used', title: 'Went on', cell: (row) => <WentOn row={row} /> },
];

const Consents = ({ number }: { number: number }) =>
  number === 0 ? <span className="quiet">none yet</span> : <>{count(number)} so far</>;

const Yours = ({ may }: { may: boolean }) =>
  may ? <span className="to-decide">may decide</span> : <span className="quiet">–</span>;

const WentOn = ({ row }: { row: ApprovalSummary }) =>
  row.state !== 'APPROVED' && !row.used ? <span className="quiet">–</span> : <>{row.used ? 'yes' : 'not yet'}</>;

export const describeApproval = (row: ApprovalSummary) =>
  `Open the request of ${spelled(row.subject)}, ${stateWord(row.state)}, rule ${spelled(rulesOf(row))}`;
