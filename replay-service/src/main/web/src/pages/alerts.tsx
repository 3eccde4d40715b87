import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import {
  ALERTS_SHOWN,
  alertAddress,
  alertsAddress,
  alertsShown,
  followsAlerts,
  readAlerts,
  type AlertsShown,
  type AlertsView,
} from '../address/alerts';
import type { AlertSummary } from '../api/alert';
import { alertsAsked } from '../api/asked';
import { useRows } from '../api/use-rows';
import { useCursor, type Place } from '../keys/use-cursor';
import { useListKeys } from '../keys/use-list-keys';
import { ALERT_COLUMNS, describeAlert } from '../parts/alert-table';
import { AlertView } from '../parts/alert-view';
import { Failure } from '../parts/failure';
import { Icon } from '../parts/icon';
import { LevelTabs } from '../parts/level-tabs';
import { ListEnd, foundInWords } from '../parts/list-end';
import { ListHead } from '../parts/list-head';
import { LiveMark } from '../parts/live-mark';
import { NothingFound } from '../parts/nothing-found';
import { HowToAlert, NothingOpen } from '../parts/nothing-open';
import { RowTable } from '../parts/row-table';
import { Skeleton } from '../parts/skeleton';
import { Tabs } from '../parts/tabs';
import { useMedia } from '../parts/use-shape';
import { ALERT_FIELDS, parse, remarks, type Term } from '../text/query';
import { rangeInWords } from '../text/time-range';

const idOf = (row: AlertSummary) => row.id;

/** The alerts that nobody is at yet, and a tab further those that somebody is, and those that are done with. */
export function AlertsPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = readAlerts(search);
  const list = useRows(alertsAsked(view));
  const terms = parse(view.query, ALERT_FIELDS);
  const ids = useMemo(() => list.rows.map(idOf), [list.rows]);
  const onPlace = useCallback(
    (place: Place) => navigate(alertsAddress({ ...readAlerts(search), ...place }), { replace: true }),
    [search, navigate],
  );
  const cursor = useCursor(ids, view, onPlace);
  const wide = useMedia('(min-width: 1024px)');
  const beside = cursor.beside && wide ? view.at : null;
  const { at } = cursor;
  const open = () => {
    if (at === null) return;
    cursor.put(at);
    navigate(alertAddress(at, view));
  };
  // Beside the list `r` means to reopen what is open there, and nothing else, even where that cannot be.
  useListKeys({ cursor, open, refresh: beside === null ? list.refresh : null, beside: wide });
  return (
    <div className="list-page">
      <title>Alerts · Vectrail</title>
      <div>
        <Head view={view} terms={terms} list={list} />
        <Choices view={view} />
      </div>
      <div className={beside === null ? 'list-body' : 'list-body with-beside'}>
        <Rows view={view} terms={terms} list={list} at={at} onAt={cursor.put} />
        {beside !== null && (
          <aside className="beside" aria-label="The alert under the cursor" tabIndex={0}>
            <AlertView
              key={beside}
              id={beside}
              tools={
                <button type="button" className="plain" title="Close (o)" onClick={() => cursor.setBeside(false)}>
                  <Icon name="close" />
                  <span className="aside">Leave the alert</span>
                </button>
              }
              address={alertAddress(beside, view)}
            />
          </aside>
        )}
      </div>
    </div>
  );
}

type List = ReturnType<typeof useRows<AlertSummary>>;

function Head({ view, terms, list }: { view: AlertsView; terms: Term[]; list: List }) {
  const notes = remarks(terms, ALERT_FIELDS);
  if (terms.some((term) => term.kind !== 'field'))
    notes.push('alerts are narrowed by subject:, level: and assignee: only');
  if (list.partial) notes.push('the archive does not answer: older ones may be missing');
  const follows = followsAlerts(view.shown);
  const loaded = foundInWords(list.rows.length, list.unfinished, 'alert');
  return (
    <ListHead
      title="Alerts"
      found={list.pending || list.error !== null ? null : follows ? loaded : `${loaded}, ${rangeInWords(view.range)}`}
      remarks={notes}
      asOf={follows ? 0 : list.asOf}
      refreshing={list.refreshing && !follows}
      errorOfRefresh={list.errorOfRefresh}
      onRefresh={list.refresh}
    >
      {follows && <LiveMark />}
    </ListHead>
  );
}

const TAB_WORDS: Record<AlertsShown, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  closed: 'Closed',
  all: 'All',
};

const Choices = ({ view }: { view: AlertsView }) => (
  <div className="tab-line">
    <Tabs
      label="Which alerts"
      tabs={ALERTS_SHOWN.map((shown) => ({
        word: TAB_WORDS[shown],
        address: alertsShown(shown, view),
        current: view.shown === shown,
      }))}
    />
    <LevelTabs
      query={view.query}
      fields={ALERT_FIELDS}
      addressOf={(query) => alertsShown(view.shown, { ...view, query })}
    />
  </div>
);

interface RowsProps {
  view: AlertsView;
  terms: Term[];
  list: List;
  at: string | null;
  onAt: (id: string) => void;
}

function Rows({ view, terms, list, at, onAt }: RowsProps) {
  if (list.pending) return <Skeleton what="alerts" rows={14} />;
  if (list.rows.length > 0)
    return (
      <RowTable
        key={view.shown}
        kind="of-alerts"
        label="Alerts"
        columns={ALERT_COLUMNS}
        rows={list.rows}
        idOf={idOf}
        addressOf={(row) => alertAddress(row.id, view)}
        describe={describeAlert}
        at={at}
        onAt={onAt}
        more={list.more}
        onMore={list.loadMore}
        memory={alertsShown(view.shown, view)}
        steady={followsAlerts(view.shown)}
        end={
          <ListEnd
            rows={list.rows.length}
            more={list.more}
            unfinished={list.unfinished}
            error={list.errorOfMore}
            tryAgain={list.loadMoreAgain}
          />
        }
      />
    );
  // Not a child of the grid itself, which would stretch it.
  return (
    <div>
      <None view={view} terms={terms} list={list} />
    </div>
  );
}

function None({ view, terms, list }: Pick<RowsProps, 'view' | 'terms' | 'list'>) {
  if (list.error !== null)
    return (
      <Failure
        what="The alerts could not be loaded"
        error={list.error}
        works="Scores go on being made, and webhooks are told all the same."
        again={list.refresh}
      />
    );
  if (view.shown === 'open' && terms.length === 0) return <NothingOpen />;
  return (
    <NothingFound
      what={view.shown === 'all' ? 'alert' : `${view.shown} alert`}
      terms={terms}
      range={followsAlerts(view.shown) ? { kind: 'all' } : view.range}
      addressOf={(query, range) => alertsShown(view.shown, { query, range })}
      how={<HowToAlert />}
    />
  );
}
