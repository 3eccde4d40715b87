import type { QueryClient } from '@tanstack/react-query';
import type { Change } from './live';

type Kind = Change['of'];

/** The lists that follow what happens, and those that are as they were when somebody asked. */
const LISTS: Record<Kind, { live: string; still: string }> = {
  approval: { live: 'waiting', still: 'approvals' },
  alert: { live: 'unclosed', still: 'alerts' },
};

/** Asks anew for what has changed, as far as it is on the screen. @param changes `all` where it is not known what has */
export async function askAnew(client: QueryClient, changes: 'all' | readonly Change[]): Promise<void> {
  const kinds = (Object.keys(LISTS) as Kind[]).filter(
    (kind) => changes === 'all' || changes.some((change) => change.of === kind),
  );
  const ones =
    changes === 'all'
      ? kinds.map((kind) => [kind])
      : [...new Map(changes.map(({ of: kind, id }) => [`${kind} ${id}`, [kind, id]])).values()];
  await Promise.all([
    ...kinds.map((kind) => askListsAnew(client, kind)),
    ...ones.map((queryKey) => client.invalidateQueries({ queryKey })),
  ]);
}

/** The same for the lists alone: what was done here is known of the one that it was done with. */
export async function askListsAnew(client: QueryClient, kind: Kind): Promise<void> {
  const { live, still } = LISTS[kind];
  // Those that stay as they are are not asked for behind the reader's back, but when somebody goes there next.
  await client.invalidateQueries({ queryKey: [still], refetchType: 'none' });
  await client.invalidateQueries({ queryKey: [live] });
}
