import { useQuery } from '@tanstack/react-query';
import { callerKeys, me } from '../api/queries';
import { useRows } from '../api/use-rows';
import { useKeys } from '../keys/use-keys';
import { Command } from '../parts/command';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { KeyForm } from '../parts/key-form';
import { KeyTable } from '../parts/key-table';
import { foundInWords } from '../parts/list-end';
import { ListHead } from '../parts/list-head';
import { Skeleton } from '../parts/skeleton';
import './keys.css';

export function KeysPage() {
  const { data: person, error } = useQuery(me);
  return (
    <>
      <title>Caller keys · Vectrail</title>
      {error !== null && <Failure what="Who is signed in cannot be asked" error={error} />}
      {person !== undefined && (person.roles.includes('policy-admin') ? <Keys /> : <NotAllowed />)}
    </>
  );
}

function NotAllowed() {
  return (
    <Empty title="Callers’ keys need the role policy-admin">
      <p>On the embedded platform, this command prints a token of somebody who has it:</p>
      <Command command="./vectrail token --subject me --group policy-admins" />
    </Empty>
  );
}

function Keys() {
  const list = useRows(callerKeys);
  useKeys({ r: list.refresh });
  const found = list.pending || list.error !== null ? null : foundInWords(list.rows.length, list.unfinished, 'key');
  return (
    <div className="caller-keys">
      <ListHead
        title="Caller keys"
        found={found}
        remarks={[]}
        asOf={list.asOf}
        refreshing={list.refreshing}
        errorOfRefresh={list.errorOfRefresh}
        onRefresh={list.refresh}
      />
      <details className="create">
        <summary>Create a key</summary>
        <KeyForm onCreated={list.refresh} />
      </details>
      {list.pending ? (
        <Skeleton what="the keys" rows={6} />
      ) : list.error !== null ? (
        <Failure
          what="The keys could not be loaded"
          error={list.error}
          works="Edges take the keys that they know."
          again={list.refresh}
        />
      ) : list.rows.length === 0 ? (
        <Empty title="There are no keys yet">
          <p>A caller without an identity provider gets one here, or by this command:</p>
          <Command command="./vectrail keys create --subject nightly-batch --group research" />
        </Empty>
      ) : (
        <KeyTable keys={list.rows} more={list.more} onMore={list.loadMore} onRevoked={list.refresh} />
      )}
    </div>
  );
}
