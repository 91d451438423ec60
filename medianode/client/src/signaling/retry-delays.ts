/** The delays between attempts to reconnect. */
export interface RetryOptions {
  /** The wait after the first failed attempt, in milliseconds; each later one is twice as long. */
  firstDelay: number;
  /** The longest wait, in milliseconds. */
  longestDelay: number;
  /** The time limit for all attempts, in milliseconds. */
  giveUpAfter: number;
}

/** Long enough for a lift or a tunnel, short enough for a change of network. */
export const defaultRetry: RetryOptions = { firstDelay: 300, longestDelay: 4_000, giveUpAfter: 120_000 };

/**
 * The wait before attempt `attempt` (0 is the first one, made at once). Waits are spread by up to a third, so that
 * the clients of a restarted node do not reconnect at the same time.
 */
export function retryDelay(attempt: number, options: RetryOptions, random: () => number = Math.random): number {
  if (attempt === 0) {
    return 0;
  }
  const full = Math.min(options.firstDelay * 2 ** (attempt - 1), options.longestDelay);
  return Math.round(full * (1 - random() / 3));
}
