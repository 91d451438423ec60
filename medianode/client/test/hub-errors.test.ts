import { describe, expect, it } from 'vitest';
import { ErrorCode } from '../src/errors/error-code.js';
import { parseConnectError, parseHubError } from '../src/errors/parse-hub-error.js';
import { ConnectionError, RequestError, SignalError } from '../src/errors/signal-error.js';

describe('errors of the hub', () => {
  it('reads the code and the text out of what SignalR passes on', () => {
    const cause = new Error(
      'An unexpected error occurred invoking \'produce\' on the server. HubException: {"errcode":2004,"errmsg":"Transport not found."}',
    );
    const error = parseHubError('produce', cause);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ code: ErrorCode.NotFound, message: 'Transport not found.', method: 'produce', cause });
  });

  it.each([
    'Invocation canceled due to the underlying connection being closed.',
    "Cannot send data if the connection is not in the 'Connected' State.",
    'WebSocket closed with status code: 1006 (no reason given).',
  ])('knows a lost connection: %s', (text) => {
    const error = parseHubError('join', new Error(text));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.code).toBe(ErrorCode.Disconnected);
  });

  it.each(['nonsense', '{"errcode":"2004"}', '{broken', '{}', 'HubException: {"errmsg":"no code"}'])('treats %s as an internal error', (text) => {
    expect(parseHubError('join', new Error(text))).toMatchObject({ code: ErrorCode.Internal, message: text });
  });

  it('leaves typed errors as they are', () => {
    const error = new SignalError(ErrorCode.TimedOut, 'late');
    expect(parseHubError('join', error)).toBe(error);
  });

  it('distinguishes a refused token from an unreachable node', () => {
    const refused = new Error("Failed to complete negotiation with the server: Error: Unauthorized: Status code '401'");
    expect(parseConnectError(refused)).toMatchObject({ code: ErrorCode.Unauthorized, status: 401 });
    expect(parseConnectError(new TypeError('Failed to fetch'))).toMatchObject({ code: ErrorCode.Disconnected, status: undefined });
  });

  it('passes on why the node closed a connection right after accepting it', () => {
    const closed = new Error('Server returned an error on close: Connection closed with an error. HubException: {"errcode":3002,"errmsg":"The room is full."}');
    expect(parseConnectError(closed)).toMatchObject({ code: ErrorCode.LimitReached, message: 'The room is full.' });
  });
});
