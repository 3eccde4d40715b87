import type { ReactNode } from 'react';
import type { List } from '../api/queries';
import type { IssuedKey } from '../api/types';
import { useRows } from '../api/use-rows';
import { useKeys } from '../keys/use-keys';
import { Command } from './command';
import { Empty } from './empty';
import { Failure } from './failure';
import { KeyTable } from './key-table';
import { foundInWords } from './list-end';
import { ListHead } from './list-head';
import { Skeleton } from './skeleton';
import './issued-list.css';

interface Props {
  list: List<IssuedKey>;
  /** Where the API has them. */
  path: string;
  title: string;
  /** What people call one. */
  word: string;
  /** Whom a subject names. */
  who: string;
  /** What still does when the list could not be loaded. */
  works: string;
  form: (onCreated: () => void) => ReactNode;
  /** What to do while there are none, and the command that does it. */
  hint: string;
  command: string;
}

/** Secrets of one kind: a form that creates one, and the list of those that there are. */
export function IssuedList({ list: question, path, title, word, who, works, form, hint, command }: Props) {
  const list = useRows(question);
  useKeys({ r: list.refresh });
  const found = list.pending || list.error !== null ? null : foundInWords(list.rows.length, list.unfinished, word);
  return (
    <div className="issued">
      <ListHead
        title={title}
        found={found}
        remarks={[]}
        asOf={list.asOf}
        refreshing={list.refreshing}
        errorOfRefresh={list.errorOfRefresh}
        onRefresh={list.refresh}
      />
      <details className="create">
        <summary>
          Create {/^[aeiou]/iu.test(word) ? 'an' : 'a'} {word}
        </summary>
        {form(list.refresh)}
      </details>
      {list.pending ? (
        <Skeleton what={`the ${word}s`} rows={6} />
      ) : list.error !== null ? (
        <Failure what={`The ${word}s could not be loaded`} error={list.error} works={works} again={list.refresh} />
      ) : list.rows.length === 0 ? (
        <Empty title={`There are no ${word}s yet`}>
          <p>{hint}</p>
          <Command command={command} />
        </Empty>
      ) : (
        <KeyTable
          path={path}
          label={title}
          who={who}
          keys={list.rows}
          more={list.more}
          onMore={list.loadMore}
          onRevoked={list.refresh}
        />
      )}
    </div>
  );
}
