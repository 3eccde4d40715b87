const GROUPED = new Intl.NumberFormat('en');

export const count = (value: number) => GROUPED.format(value);

/** "1 text", "2 texts". */
export const counted = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** Bytes in powers of 1024, to three figures. */
export function bytes(value: number): string {
  if (value < 0) return 'unknown size';
  if (value < 1024) return `${value} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let scaled = value;
  let unit = 'B';
  for (const next of units) {
    if (scaled < 1024) break;
    scaled /= 1024;
    unit = next;
  }
  return `${scaled >= 100 ? Math.round(scaled) : scaled >= 10 ? scaled.toFixed(1) : scaled.toFixed(2)} ${unit}`;
}

/** A component or a norm. */
export function component(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size < 0.0001 || size >= 10_000 ? value.toExponential(2) : value.toFixed(4);
}
