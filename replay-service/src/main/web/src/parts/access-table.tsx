import type { Access } from '../api/types';
import { detailOf, detailsInWords, failureOf, shortened } from '../text/access';
import { spelled } from '../text/visible';
import { Icon } from './icon';
import type { Column } from './row-table';
import { VisibleText } from './visible-text';
import { When } from './when';
import './access-table.css';

export const ACCESS_COLUMNS: readonly Column<Access>[] = [
  { name: 'time', title: 'Time', cell: (row) => <When time={row.time} /> },
  { name: 'who', title: 'Who', cell: (row) => <VisibleText text={row.actor} /> },
  { name: 'address', title: 'From', cell: (row) => <VisibleText text={row.address || '–'} /> },
  { name: 'what', title: 'What', cell: (row) => <Act of={row} /> },
  { name: 'object', title: 'Object', cell: (row) => <Thing of={row} /> },
  { name: 'details', title: 'Details', cell: (row) => <VisibleText text={detailsInWords(row) || '–'} /> },
  { name: 'why', title: 'Reason', cell: (row) => <VisibleText text={detailOf(row, 'reason') || '–'} /> },
];

function Act({ of: row }: { of: Access }) {
  const failure = failureOf(row);
  const word = row.action.toLowerCase();
  if (failure === null) return word;
  return (
    <>
      {word},{' '}
      <span className={failure.word === 'refused' ? 'was-refused' : 'quiet'} title={`status ${failure.status}`}>
        {failure.word === 'refused' && <Icon name="deny" />} {failure.word}
      </span>
    </>
  );
}

function Thing({ of: row }: { of: Access }) {
  return (
    <span title={spelled(row.object)}>
      <VisibleText text={shortened(row.object)} />
    </span>
  );
}

export const describeAccess = (row: Access) =>
  `Open ${spelled(row.object)}, ${row.action.toLowerCase()} by ${spelled(row.actor)}`;
