import type { Layering } from '@signal-hybrid/client';

/** Options in the address of the page. */
export interface PageOptions {
  room: string;
  name: string;
  /** Join without asking, when room and name are given. */
  autojoin: boolean;
  /** Media over TCP only. */
  tcp: boolean;
  /** Media over TURN servers only. */
  relay: boolean;
  /** The video codec to send with, such as `VP9`. */
  codec: string | undefined;
  layering: Layering | undefined;
  /** The camera's picture, such as 320x240. */
  size: { width: number; height: number } | undefined;
  sendOnly: boolean;
  recvOnly: boolean;
  audio: boolean;
  video: boolean;
  /** Join with the microphone muted. */
  muted: boolean;
  /** MessagePack instead of JSON between page and node. */
  messagePack: boolean;
  /** The passphrase of an encrypted call, from the URL fragment, which browsers do not send to servers. */
  key: string | undefined;
}

/** Parses the options from a query string: `?room=tea&name=Ann&autojoin=1&tcp=1&codec=VP9`, and the key from `#key=…`. */
export function readQuery(search: string, hash = ''): PageOptions {
  const query = new URLSearchParams(search);
  const flag = (name: string, preset = false) => {
    const value = query.get(name);
    return value === null ? preset : value !== '0' && value !== 'false';
  };
  const size = /^(\d{2,4})x(\d{2,4})$/.exec(query.get('size') ?? '');
  const layering = query.get('layering');
  return {
    room: query.get('room')?.trim() ?? '',
    name: query.get('name')?.trim() ?? '',
    autojoin: flag('autojoin'),
    tcp: flag('tcp'),
    relay: flag('relay'),
    codec: query.get('codec') ?? undefined,
    layering: layering === 'simulcast' || layering === 'svc' || layering === 'single' ? layering : undefined,
    size: size ? { width: Number(size[1]), height: Number(size[2]) } : undefined,
    sendOnly: flag('sendOnly'),
    recvOnly: flag('recvOnly'),
    audio: flag('audio', true),
    video: flag('video', true),
    muted: flag('muted'),
    messagePack: query.get('protocol') === 'messagepack',
    key: new URLSearchParams(hash.replace(/^#/, '')).get('key') || undefined,
  };
}
