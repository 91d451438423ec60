/** Repeats a task while the page is visible, one run at a time. */
export class Poller {
  readonly #task: (signal: AbortSignal) => Promise<void>;
  readonly #interval: number;
  readonly #onVisible = () => {
    if (document.visibilityState === 'visible') {
      this.now();
    }
  };
  #run: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /**
   * @param task - one run; it handles its errors
   * @param interval - the pause between two runs, in milliseconds
   */
  constructor(task: (signal: AbortSignal) => Promise<void>, interval: number) {
    this.#task = task;
    this.#interval = interval;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisible);
    this.now();
  }

  /** Runs at once. A run in progress is abandoned. */
  now(): void {
    if (!this.#stopped) {
      this.#abandon();
      void this.#once(new AbortController());
    }
  }

  stop(): void {
    this.#stopped = true;
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#abandon();
  }

  #abandon(): void {
    clearTimeout(this.#timer);
    this.#run?.abort();
  }

  async #once(run: AbortController): Promise<void> {
    this.#run = run;
    await this.#task(run.signal);
    if (!run.signal.aborted) {
      this.#timer = setTimeout(() => document.visibilityState === 'visible' && this.now(), this.#interval);
    }
  }
}
