import { ErrorCode } from '../errors/error-code.js';
import { SignalError } from '../errors/signal-error.js';

/** Rejects with {@link ErrorCode.TimedOut} when `promise` takes longer than `ms`. The work itself goes on. */
export function withDeadline<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SignalError(ErrorCode.TimedOut, `${what} took longer than ${ms} ms.`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
