import type { types } from 'mediasoup-client';
import type { Layering } from './encodings.js';

/** How a stream is layered: a mode that the application may request, or temporal layers only. */
export type SentLayering = Layering | 'temporal';

/**
 * The codec to send with: the one asked for, by MIME type (`video/VP9`) or by the part after the slash, or else the first
 * one of the router that the browser has. Undefined when no codec matches.
 */
export function chooseCodec(
  kind: types.MediaKind,
  wanted: string | undefined,
  capabilities: types.RtpCapabilities,
): types.RtpCodecCapability | undefined {
  const ofKind = capabilities.codecs?.filter((codec) => codec.kind === kind && !/\/rtx$/i.test(codec.mimeType));
  if (!wanted) {
    return ofKind?.[0];
  }
  const mimeType = (wanted.includes('/') ? wanted : `${kind}/${wanted}`).toLowerCase();
  return ofKind?.find((codec) => codec.mimeType.toLowerCase() === mimeType);
}

/**
 * The layers of a codec that a node can forward separately: VP8 and H264 as separate streams,
 * VP9 as spatial layers of one stream. Receivers can distinguish AV1's spatial layers only by its dependency descriptor,
 * which mediasoup does not pass on (https://mediasoup.org/documentation/v3/mediasoup/rtp-parameters-and-capabilities/),
 * so AV1 has one size in several frame rates.
 */
export function layeringFor({ mimeType }: types.RtpCodecCapability, wanted: Layering): SentLayering {
  if (wanted === 'single') {
    return 'single';
  }
  switch (mimeType.toLowerCase()) {
    case 'video/vp9':
      return 'svc';
    case 'video/av1':
      return 'temporal';
    default:
      return 'simulcast';
  }
}
