import { useQuery } from '@tanstack/react-query';
import { callerKeys, me } from '../api/queries';
import { Command } from '../parts/command';
import { Empty } from '../parts/empty';
import { Failure } from '../parts/failure';
import { IssuedList } from '../parts/issued-list';
import { KeyForm } from '../parts/key-form';

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
  return (
    <IssuedList
      list={callerKeys}
      path="/api/v1/keys"
      title="Caller keys"
      word="key"
      who="Caller"
      works="Edges take the keys that they know."
      form={(onCreated) => <KeyForm onCreated={onCreated} />}
      hint="A caller without an identity provider gets one here, or by this command:"
      command="./vectrail keys create --subject nightly-batch --group research"
    />
  );
}
