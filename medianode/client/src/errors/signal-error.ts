import type { ErrorCodeValue } from './error-code.js';

/** Every error that this package throws or rejects with. */
export class SignalError extends Error {
  override readonly name: string = 'SignalError';

  /** The numeric error code; see {@link ErrorCode}. */
  readonly code: ErrorCodeValue;

  constructor(code: ErrorCodeValue, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The media node answered a request with an error. */
export class RequestError extends SignalError {
  override readonly name = 'RequestError';

  /** The request that failed, such as `produce`. */
  readonly method: string;

  constructor(method: string, code: ErrorCodeValue, message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.method = method;
  }
}

/** The media node cannot be reached, refused the token, or the connection was lost. */
export class ConnectionError extends SignalError {
  override readonly name = 'ConnectionError';

  /** The HTTP status of the refusal, if there was one. */
  readonly status: number | undefined;

  constructor(code: ErrorCodeValue, message: string, options?: ErrorOptions & { status?: number }) {
    super(code, message, options);
    this.status = options?.status;
  }
}

/** A camera, microphone or screen could not be opened. */
export class CaptureError extends SignalError {
  override readonly name = 'CaptureError';
}
