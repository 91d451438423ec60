/** A call of the control plane failed. The message is a sentence for the user. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  /**
   * @param status - the HTTP status; 0: no answer
   */
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** The sentence to show for an error. */
export function explain(error: unknown): string {
  return error instanceof ApiError ? error.message : 'Something went wrong on this page. Reload it and try again.';
}
