import { useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import { readView } from '../address/view';
import { exports } from '../api/exports';
import { me } from '../api/queries';
import { useKeys } from '../keys/use-keys';
import { Command } from '../parts/command';
import { Empty } from '../parts/empty';
import { ExportForm } from '../parts/export-form';
import { ExportTable } from '../parts/export-table';
import { Failure } from '../parts/failure';
import { ListHead } from '../parts/list-head';
import { foundInWords } from '../parts/list-end';
import { Skeleton } from '../parts/skeleton';
import './exports.css';

/** Files of what was recorded: asking for one, and those that this person asked for. */
export function ExportsPage() {
  const view = readView(useSearch());
  const audits = useQuery(me).data?.roles.includes('auditor');
  const { data, error, isPending, isRefetching, isRefetchError, dataUpdatedAt, refetch } = useQuery({
    ...exports,
    enabled: audits === true,
  });
  const again = () => void refetch();
  useKeys({ r: again });
  return (
    <div className="list-page exports-page">
      <title>Exports · Vectrail</title>
      <ListHead
        title="Exports"
        found={data === undefined ? null : foundInWords(data.items.length, false, 'export')}
        remarks={[]}
        asOf={data === undefined ? 0 : dataUpdatedAt}
        refreshing={isRefetching && data?.items.every(({ ended }) => ended !== null) === true}
        errorOfRefresh={isRefetchError ? error : null}
        onRefresh={again}
      />
      {audits === false ? (
        <Empty title="Exports have texts in them">
          <p>They are for auditors: ask for the role, or have an auditor export what you need.</p>
        </Empty>
      ) : (
        <>
          <ExportForm view={view} onAsked={again} />
          {isPending ? (
            <Skeleton what="the exports" rows={6} />
          ) : data === undefined ? (
            <Failure
              what="Your exports could not be listed"
              error={error}
              works="Those under way are written on."
              again={again}
            />
          ) : data.items.length === 0 ? (
            <Empty title="You have no exports">
              <p>
                The query above says what goes into one, as on the page of exchanges. In a terminal, this does the same:
              </p>
              <Command command="./vectrail export --format csv --from 2026-11-01T00:00:00Z" />
            </Empty>
          ) : (
            <ExportTable exports={data.items} onChanged={again} />
          )}
        </>
      )}
    </div>
  );
}
