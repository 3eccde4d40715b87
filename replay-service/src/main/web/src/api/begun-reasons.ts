// Why somebody is about to decide or to close something, as far as it is written: kept in this tab over reloads and signing in again, as an edited document is.

interface Begun {
  /** Its id: of an approval or an alert. */
  object: string;
  act: string;
  reason: string;
}

/** Of one person; who leaves forms open without end loses the oldest. */
export const MOST_KEPT = 20;

/** One per person: whoever signs in next in this tab neither sees nor loses another's. */
const keyOf = (subject: string) => `vectrail.reasons.${subject}`;

/** Empty where none was begun. */
export const begunReason = (subject: string, object: string, act: string) =>
  read(subject).find((begun) => begun.object === object && begun.act === act)?.reason ?? '';

/** Empty takes it back. */
export function keepReason(subject: string, object: string, act: string, reason: string): void {
  const others = read(subject).filter((begun) => begun.object !== object || begun.act !== act);
  write(subject, reason === '' ? others : [...others, { object, act, reason }]);
}

/** There is nothing left to do. */
export function forgetReasons(subject: string, object: string): void {
  const begun = read(subject);
  const others = begun.filter((one) => one.object !== object);
  if (others.length < begun.length) write(subject, others);
}

function read(subject: string): Begun[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(keyOf(subject)) ?? '[]');
    return Array.isArray(found) ? found.filter(isBegun) : [];
  } catch {
    return [];
  }
}

function write(subject: string, begun: Begun[]): void {
  try {
    if (begun.length === 0) sessionStorage.removeItem(keyOf(subject));
    else sessionStorage.setItem(keyOf(subject), JSON.stringify(begun.slice(-MOST_KEPT)));
  } catch {
    // It lasts until the form is closed.
  }
}

function isBegun(found: unknown): found is Begun {
  if (typeof found !== 'object' || found === null) return false;
  const { object, act, reason } = found as Partial<Begun>;
  return typeof object === 'string' && typeof act === 'string' && typeof reason === 'string';
}
