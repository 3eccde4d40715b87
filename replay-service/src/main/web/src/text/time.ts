const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (n: number) => String(n).padStart(2, '0');

/** How long ago, as short as it can be said; a date once it is more than a week. */
export function relative(instant: string, now: number): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return instant;
  const seconds = Math.round((now - at) / 1000);
  if (seconds < -5) return `in ${amount(-seconds)}`;
  if (seconds < 5) return 'just now';
  if (seconds >= 7 * 86_400) return date(new Date(at), new Date(now));
  return `${amount(seconds)} ago`;
}

function amount(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

function date(at: Date, now: Date): string {
  const day = `${at.getDate()} ${MONTHS[at.getMonth()]}`;
  return at.getFullYear() === now.getFullYear() ? day : `${day} ${at.getFullYear()}`;
}

/** Local time to the millisecond with its distance from UTC, such as "2026-11-22 14:02:11.123 +01:00". */
export function exact(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  const ahead = -at.getTimezoneOffset();
  const zone =
    ahead === 0
      ? 'UTC'
      : `${ahead < 0 ? '-' : '+'}${two(Math.floor(Math.abs(ahead) / 60))}:${two(Math.abs(ahead) % 60)}`;
  return `${day} ${time}.${String(at.getMilliseconds()).padStart(3, '0')} ${zone}`;
}

/** From one instant to another, such as "3 min 12 s". */
export function between(start: string, end: string): string {
  return lasting(Date.parse(end) - Date.parse(start));
}

/** A stretch of milliseconds. */
export function lasting(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return '–';
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(seconds, 60, 'min', 1, 's');
  if (seconds < 86_400) return pair(seconds, 3600, 'h', 60, 'min');
  return pair(seconds, 86_400, 'd', 3600, 'h');
}

function pair(seconds: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % big) / small);
  const head = `${Math.floor(seconds / big)} ${bigUnit}`;
  return rest === 0 ? head : `${head} ${rest} ${smallUnit}`;
}

/** A short stretch of microseconds to three figures. */
export function micros(value: number): string {
  if (value < 1000) return `${value} µs`;
  if (value < 1_000_000) return `${figures(value / 1000)} ms`;
  return `${figures(value / 1_000_000)} s`;
}

function figures(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
