import type { types } from 'mediasoup-client';

/**
 * Finds the codec to send with, by MIME type (`video/VP9`) or by the part after the slash. Undefined lets the
 * router's own order decide.
 */
export function chooseCodec(
  kind: types.MediaKind,
  wanted: string | undefined,
  capabilities: types.RtpCapabilities,
): types.RtpCodecCapability | undefined {
  if (!wanted) {
    return undefined;
  }
  const mimeType = (wanted.includes('/') ? wanted : `${kind}/${wanted}`).toLowerCase();
  return capabilities.codecs?.find((codec) => codec.kind === kind && codec.mimeType.toLowerCase() === mimeType);
}

/** SVC needs a codec that has spatial layers; for the others simulcast does the same work. */
export function supportsSvc(codec: types.RtpCodecCapability | undefined): boolean {
  return codec !== undefined && /\/(vp9|av1)$/i.test(codec.mimeType);
}
