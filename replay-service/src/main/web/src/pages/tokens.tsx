import { useQuery } from '@tanstack/react-query';
import { apiTokens, me } from '../api/queries';
import { ApiTokenForm } from '../parts/api-token-form';
import { Failure } from '../parts/failure';
import { IssuedList } from '../parts/issued-list';

/** Tokens of programs that call the API: one's own, and everybody's for whoever keeps the keys. */
export function TokensPage() {
  const { data: person, error } = useQuery(me);
  return (
    <>
      <title>API tokens · Vectrail</title>
      {error !== null && <Failure what="Who is signed in cannot be asked" error={error} />}
      {person !== undefined && (
        <IssuedList
          list={apiTokens}
          path="/api/v1/tokens"
          title="API tokens"
          word="API token"
          who="Program"
          works="Programs go on with the tokens that they have."
          form={(onCreated) => <ApiTokenForm person={person} onCreated={onCreated} />}
          hint="A script that calls the API, to search or to export, gets one here, or by this command:"
          command="./vectrail tokens create --name nightly-export --group auditors"
        />
      )}
    </>
  );
}
