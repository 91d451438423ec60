/** The audience of session tokens: the control plane accepts them any number of times until they expire. */
const audience = 'signal-hybrid-admin-page';

/** How long a session lasts, in seconds. The control plane accepts no longer one. */
const lifetime = 3_600;

/** A token and its contents. */
export interface SessionToken {
  token: string;
  serviceId: string;
  /** In milliseconds since 1970. */
  expiresAt: number;
}

/** Signs a session token (JWT, HS256) with a service key. The key is not kept. */
export async function signSession(serviceId: string, key: string, now = Date.now()): Promise<SessionToken> {
  const issuedAt = Math.floor(now / 1_000);
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ iss: serviceId, aud: audience, iat: issuedAt, exp: issuedAt + lifetime })}`;
  const imported = await crypto.subtle.importKey('raw', bytes(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', imported, bytes(signed));
  return { token: `${signed}.${base64Url(new Uint8Array(signature))}`, serviceId, expiresAt: (issuedAt + lifetime) * 1_000 };
}

/** Reads a token that was signed elsewhere; undefined when it is not a session token. The control plane checks the signature. */
export function readSession(text: string): SessionToken | undefined {
  const token = text.trim();
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (c) => c.charCodeAt(0)))) as Record<string, unknown>;
    const { iss, aud, exp } = claims;
    return typeof iss === 'string' && aud === audience && typeof exp === 'number' ? { token, serviceId: iss, expiresAt: exp * 1_000 } : undefined;
  } catch {
    return undefined;
  }
}

function encode(value: object): string {
  return base64Url(bytes(JSON.stringify(value)));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64Url(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
