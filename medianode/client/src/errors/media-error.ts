import { ErrorCode } from './error-code.js';
import { SignalError } from './signal-error.js';

/** Converts errors of mediasoup-client and of the browser's WebRTC to typed errors. */
export function toMediaError(cause: unknown): SignalError {
  if (cause instanceof SignalError) {
    return cause;
  }
  const { name, message } = cause instanceof Error ? cause : { name: '', message: String(cause) };
  return name === 'UnsupportedError'
    ? new SignalError(ErrorCode.Unsupported, `Not supported by the browser: ${message}`, { cause })
    : new SignalError(ErrorCode.InvalidState, `Not possible in the current state of the media path: ${message}`, { cause });
}
