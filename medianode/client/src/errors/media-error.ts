import { ErrorCode } from './error-code.js';
import { SignalError } from './signal-error.js';

/** Turns what mediasoup-client or the browser's WebRTC throws into a typed error. */
export function toMediaError(cause: unknown): SignalError {
  if (cause instanceof SignalError) {
    return cause;
  }
  const { name, message } = cause instanceof Error ? cause : { name: '', message: String(cause) };
  return name === 'UnsupportedError'
    ? new SignalError(ErrorCode.Unsupported, `The browser cannot do this: ${message}`, { cause })
    : new SignalError(ErrorCode.InvalidState, `The media path does not allow this now: ${message}`, { cause });
}
