import { ErrorCode } from './error-code.js';
import { ConnectionError, RequestError, SignalError } from './signal-error.js';

/**
 * Converts the error of a hub invocation to a typed error. The node's errors arrive as
 * `… HubException: {"errcode":2004,"errmsg":"…"}`; anything else is a lost connection or an unexpected failure.
 */
export function parseHubError(method: string, cause: unknown): SignalError {
  if (cause instanceof SignalError) {
    return cause;
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  const body = parseBody(text);
  if (body) {
    return new RequestError(method, body.errcode, body.errmsg, { cause });
  }
  if (/connection (being |was )?(closed|stopped)|not in the 'Connected' State|WebSocket closed/i.test(text)) {
    return new ConnectionError(ErrorCode.Disconnected, `Connection lost during ${method}.`, { cause });
  }
  return new RequestError(method, ErrorCode.Internal, text, { cause });
}

/** Converts the error of a failed connection start to a typed error; a 401 or 403 means that the token was refused. */
export function parseConnectError(cause: unknown): ConnectionError {
  if (cause instanceof ConnectionError) {
    return cause;
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  const match = /status code '?(\d{3})/i.exec(text);
  const status = match ? Number(match[1]) : undefined;
  if (status === 401 || status === 403) {
    return new ConnectionError(ErrorCode.Unauthorized, 'The token was refused.', { cause, status });
  }
  const body = parseBody(text);
  if (body) {
    return new ConnectionError(body.errcode, body.errmsg, { cause });
  }
  return new ConnectionError(ErrorCode.Disconnected, 'The media node cannot be reached.', { cause, status });
}

function parseBody(text: string): { errcode: number; errmsg: string } | undefined {
  const start = text.indexOf('{');
  if (start < 0) {
    return undefined;
  }
  try {
    const body: unknown = JSON.parse(text.slice(start));
    if (typeof body === 'object' && body !== null && 'errcode' in body && typeof body.errcode === 'number') {
      const message = 'errmsg' in body && typeof body.errmsg === 'string' ? body.errmsg : `Error ${body.errcode}`;
      return { errcode: body.errcode, errmsg: message };
    }
  } catch {
    // Not an error body: the text only contains a brace.
  }
  return undefined;
}
