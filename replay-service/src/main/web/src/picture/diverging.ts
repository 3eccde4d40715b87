// A vector as a picture: one pixel per dimension, one colour for what is below zero and one for what is above.

export type Colour = readonly [red: number, green: number, blue: number];

export interface Scale {
  negative: Colour;
  zero: Colour;
  positive: Colour;
  /** For components that are not numbers. */
  missing: Colour;
}

/** Pixels, four bytes each, row by row. */
export interface Picture {
  width: number;
  height: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** "#rrggbb" as a style sheet has it. */
export function colour(hex: string): Colour {
  const value = Number.parseInt(hex.trim().slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/**
 * The size of a component that gets the full colour: the 99th percentile of all sizes, since one outlier would pale the
 * rest. 0 for a vector of zeros.
 */
export function reach(vector: readonly (number | null)[]): number {
  const sizes = vector.filter((value): value is number => Number.isFinite(value)).map(Math.abs);
  if (sizes.length === 0) return 0;
  sizes.sort((a, b) => a - b);
  return sizes[Math.min(sizes.length - 1, Math.ceil(sizes.length * 0.99) - 1)] ?? 0;
}

export function shade(value: number | null, reach: number, scale: Scale): Colour {
  if (value === null || !Number.isFinite(value)) return scale.missing;
  const share = reach === 0 ? 0 : Math.min(1, Math.abs(value) / reach);
  const end = value < 0 ? scale.negative : scale.positive;
  return [0, 1, 2].map((i) => mix(scale.zero[i] ?? 0, end[i] ?? 0, share)) as unknown as Colour;
}

const mix = (from: number, to: number, share: number) => Math.round(from + (to - from) * share);

/** How many dimensions stand in one row: all, or the largest multiple of 128 that fits, so that columns mean something. */
export function rowLength(dimensions: number, width: number): number {
  if (dimensions <= width) return Math.max(1, dimensions);
  return width < 128 ? Math.max(1, Math.floor(width)) : Math.floor(width / 128) * 128;
}

/** Paints rows of `length` dimensions, each `height` pixels tall with `gap` clear pixels between them. */
export function paint(
  vector: readonly (number | null)[],
  length: number,
  height: number,
  gap: number,
  scale: Scale,
): Picture {
  const rows = Math.max(1, Math.ceil(vector.length / length));
  const tall = rows * height + (rows - 1) * gap;
  const pixels = new Uint8ClampedArray(length * tall * 4);
  const most = reach(vector);
  vector.forEach((value, dimension) => {
    const [red, green, blue] = shade(value, most, scale);
    const top = Math.floor(dimension / length) * (height + gap);
    const column = dimension % length;
    for (let line = top; line < top + height; line++) {
      const at = (line * length + column) * 4;
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = 255;
    }
  });
  return { width: length, height: tall, pixels };
}

/** Smallest and largest component, and how many are not numbers. */
export function extent(vector: readonly (number | null)[]): { least: number; most: number; missing: number } {
  let least = Infinity;
  let most = -Infinity;
  let missing = 0;
  for (const value of vector) {
    if (value === null || !Number.isFinite(value)) missing++;
    else {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return { least: missing === vector.length ? 0 : least, most: missing === vector.length ? 0 : most, missing };
}
