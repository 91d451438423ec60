/** Runs tasks one after the other, in the order of the calls. A failed task does not hold up the next. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `task` after all earlier ones, and returns its result. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
