import { linePath, type Series } from '../live/series.js';

const namespace = 'http://www.w3.org/2000/svg';
const width = 240;
const height = 48;

/** The shortest time that a chart shows, in milliseconds: it grows with the values up to their window. */
const shortest = 60_000;

/** A line of one value over the last minutes, with a text alternative. */
export class LineChart {
  readonly #name: string;
  readonly #format: (value: number) => string;
  readonly #leastMax: number;
  readonly #line = document.createElementNS(namespace, 'path');
  readonly #caption = document.createElement('figcaption');
  readonly root = document.createElement('figure');

  /**
   * @param name - the name of the value
   * @param format - the text of a value
   * @param leastMax - the value at the upper edge; larger values enlarge the scale
   */
  constructor(name: string, format: (value: number) => string, leastMax: number) {
    this.#name = name;
    this.#format = format;
    this.#leastMax = leastMax;
    const picture = document.createElementNS(namespace, 'svg');
    picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    picture.setAttribute('preserveAspectRatio', 'none');
    picture.setAttribute('aria-hidden', 'true');
    picture.append(this.#line);
    this.root.className = 'chart';
    this.root.append(picture, this.#caption);
  }

  /** Shows the values so far. */
  show(series: Series, now: number): void {
    const { points } = series;
    const values = points.map(({ value }) => value);
    const max = Math.max(this.#leastMax, ...values);
    const from = Math.max(now - series.window, Math.min(points[0]?.at ?? now, now - shortest));
    this.#line.setAttribute('d', linePath(points, { width, height, max, from, to: now, gap: series.gap }));
    const last = values.at(-1);
    this.#caption.textContent = last === undefined ? `${this.#name}: unknown` : `${this.#name}: ${this.#format(last)}, highest ${this.#format(Math.max(...values))}`;
  }
}
