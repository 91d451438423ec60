import { ErrorCode, SignalError } from '@signal-hybrid/client';
import { TokenError } from './demo-token.js';

/** Maps an error to a message for the user. */
export function errorText(error: unknown): string {
  if (error instanceof TokenError) {
    return error.message;
  }
  if (!(error instanceof SignalError)) {
    return 'Something went wrong on this page. Reload it and try again.';
  }
  switch (error.code) {
    case ErrorCode.Unauthorized:
      return 'The invitation was refused: it may have expired. Try again.';
    case ErrorCode.Disconnected:
      return 'The media server cannot be reached. Check your connection and try again.';
    case ErrorCode.TimedOut:
      return 'The media server took too long to answer. Try again.';
    case ErrorCode.CaptureDenied:
      return 'The browser blocks the device. Allow it beside the address bar, then try again.';
    case ErrorCode.CaptureUnavailable:
      return error.message;
    case ErrorCode.Unsupported:
      return error.message;
    case ErrorCode.Forbidden:
      return 'You are not allowed to do this in this room.';
    case ErrorCode.LimitReached:
      return 'The room is full, or a limit was reached.';
    case ErrorCode.NoWorker:
    case ErrorCode.Draining:
      return 'The media server cannot take the call right now. Try again in a moment.';
    default:
      return `The media server refused the request: ${error.message} (${error.code})`;
  }
}
