import { joined, readView, writeView, type View } from './view';

/** What is to be sent again, and the job whose results are shown. */
export interface ReplaysView extends View {
  /** All of this session's; null: a sample of what the query means. */
  session: string | null;
  at: string | null;
}

export function readReplays(search: string): ReplaysView {
  const query = new URLSearchParams(search);
  return { ...readView(search), session: query.get('session'), at: query.get('at') };
}

export function replaysAddress({ query, range, session, at }: ReplaysView): string {
  const parameters = writeView({ query, range });
  if (session !== null) parameters.set('session', session);
  if (at !== null) parameters.set('at', at);
  return joined('/replays', parameters);
}
