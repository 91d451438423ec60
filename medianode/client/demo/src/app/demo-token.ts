import type { TokenAnswer, TokenRequest } from '@signal-hybrid/client';

/** The demo endpoint returned no token; the message can be shown to the user. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/** The user and the room to join. */
export interface Guest {
  room: string;
  name: string;
  /** The same for all tokens of one call. */
  userId: string;
}

/** Asks the node that serves this page for a token. An application asks its own back end instead. */
export async function demoToken(guest: Guest, { roomId, unreachable }: Partial<TokenRequest> = {}): Promise<TokenAnswer> {
  let response: Response;
  try {
    response = await fetch('/demo/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...guest, roomId, unreachable }),
    });
  } catch {
    throw new TokenError('The server cannot be reached. Check your connection and try again.');
  }
  if (!response.ok) {
    throw new TokenError(explain(response.status));
  }
  return (await response.json()) as TokenAnswer;
}

function explain(status: number): string {
  switch (status) {
    case 400:
      return 'The room or the name is not accepted. Use letters, digits, spaces and hyphens.';
    case 404:
      return 'Demo tokens are disabled on this server (Demo:Enabled is false).';
    case 429:
      return 'Too many people are joining right now. Try again in a moment.';
    case 502:
    case 503:
    case 504:
      return 'No room can be opened at the moment. Try again in a few seconds.';
    default:
      return `The server could not give access to the room (status ${status}).`;
  }
}
