import { joined, readListView, readView, writeListView, writeView, type ListView, type View } from './view';

/** A list that shows what is in one state, or all. */
export interface TabbedView<Shown> extends ListView {
  shown: Shown;
}

export type TabbedOrigin<Shown> = View & { shown: Shown };

/** Addresses of such a list and of what is opened from it. @param all what it can show; the first where the address does not say */
export function tabbed<Shown extends string>(
  path: string,
  pathOf: (id: string) => string,
  all: readonly [Shown, ...Shown[]],
) {
  const [first] = all;
  const named = (name: string | null): Shown => all.find((shown) => shown === name) ?? first;
  const address = (view: TabbedView<Shown>): string => {
    const query = writeListView(view);
    if (view.shown !== first) query.set('state', view.shown);
    return joined(path, query);
  };
  return {
    read: (search: string): TabbedView<Shown> => ({
      ...readListView(search),
      shown: named(new URLSearchParams(search).get('state')),
    }),
    address,
    /** The list of a kind, with nothing else asked of it. */
    shown: (shown: Shown, { query, range }: View = readView('')) =>
      address({ query, range, at: null, beside: false, shown }),
    /** One of them, and the list that it was opened from: what "previous" and "next" mean. */
    one: (id: string, from: TabbedOrigin<Shown>): string => {
      const query = writeView(from);
      query.set('in', from.shown);
      return joined(pathOf(id), query);
    },
    /** The list's beginning, where it was opened by its address alone. */
    readOrigin: (search: string): TabbedOrigin<Shown> => ({
      ...readView(search),
      shown: named(new URLSearchParams(search).get('in')),
    }),
  };
}
