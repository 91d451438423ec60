import type { ListPage, Room } from '../api/types.js';

/** How many rooms one step reads at most: the control plane has no index of names. */
const pagesOfStep = 10;

/** The most matches that are kept. */
const mostMatches = 200;

/** Searches the rooms of a service, step by step. */
export class RoomSearch {
  readonly #matches: (room: Room) => boolean;
  readonly #page: (continuation: string | undefined) => Promise<ListPage<Room>>;
  #continuation: string | undefined;
  #ended = false;
  readonly found: Room[] = [];
  /** The number of rooms that were read. */
  searched = 0;

  /**
   * @param text - a part of the name or the id, in any case
   * @param onlyOpen - whether rooms that are not open are left out
   * @param page - reads a page of all rooms
   */
  constructor(text: string, onlyOpen: boolean, page: (continuation: string | undefined) => Promise<ListPage<Room>>) {
    const part = text.toLowerCase();
    this.#matches = ({ id, name, live }) => (!onlyOpen || live === true) && (name.toLowerCase().includes(part) || id.toLowerCase().includes(part));
    this.#page = page;
  }

  /** Whether there is more to search. */
  get hasMore(): boolean {
    return !this.#ended && this.found.length < mostMatches;
  }

  /** Reads some more rooms. */
  async step(): Promise<void> {
    for (let pages = 0; pages < pagesOfStep && this.hasMore; pages++) {
      const page = await this.#page(this.#continuation);
      this.searched += page.items.length;
      this.found.push(...page.items.filter(this.#matches).slice(0, mostMatches - this.found.length));
      this.#continuation = page.continuation;
      this.#ended = page.continuation === undefined;
    }
  }

  /** What was searched, as a sentence. */
  get summary(): string {
    const counts = `${this.found.length.toLocaleString()} of ${this.searched.toLocaleString()} rooms match.`;
    if (this.#ended) {
      return counts;
    }
    return this.hasMore ? `${counts} There are more rooms, which have not been searched.` : `${counts} The search ended here; use a longer text.`;
  }
}
