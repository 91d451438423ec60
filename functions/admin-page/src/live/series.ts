/** A value at a time, in milliseconds since 1970. */
export interface Point {
  at: number;
  value: number;
}

/** The values of the last minutes. */
export class Series {
  #points: Point[] = [];

  /**
   * @param window - how long values are kept, in milliseconds
   * @param gap - the time between two values above which the line is interrupted
   */
  constructor(
    readonly window: number,
    readonly gap: number,
  ) {}

  get points(): readonly Point[] {
    return this.#points;
  }

  /** Adds a value, and drops those that are too old. */
  add(at: number, value: number): void {
    this.#points = [...this.#points.filter((point) => point.at > at - this.window && point.at < at), { at, value }];
  }
}

/** The area of a chart. */
export interface ChartArea {
  width: number;
  height: number;
  /** The value at the upper edge. */
  max: number;
  /** The times at the left and the right edge. */
  from: number;
  to: number;
  /** See {@link Series.gap}. */
  gap: number;
}

/** The SVG path of a line through the points; it is interrupted where values are missing. */
export function linePath(points: readonly Point[], { width, height, max, from, to, gap }: ChartArea): string {
  const x = (at: number) => (((at - from) / (to - from)) * width).toFixed(1);
  const y = (value: number) => (height - (Math.min(Math.max(value, 0), max) / max) * height).toFixed(1);
  return points
    .filter(({ at }) => at >= from && at <= to)
    .map(({ at, value }, index, all) => `${index === 0 || at - all[index - 1]!.at > gap ? 'M' : 'L'}${x(at)} ${y(value)}`)
    .join('');
}
