import { ErrorCode } from '../errors/error-code.js';
import { CaptureError, SignalError } from '../errors/signal-error.js';

/** 720p at 30 frames: what most cameras give without cropping. */
export const defaultCamera: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/** Defaults for speech: echo cancellation, noise suppression and gain control of the browser. */
export const defaultMicrophone: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** Opens a camera. @throws {@link CaptureError} */
export async function captureCamera(constraints: MediaTrackConstraints = {}): Promise<MediaStreamTrack> {
  return firstTrack(await capture(() => openDevice('video', { ...defaultCamera, ...constraints })), 'video');
}

/** Opens a microphone. @throws {@link CaptureError} */
export async function captureMicrophone(constraints: MediaTrackConstraints = {}): Promise<MediaStreamTrack> {
  return firstTrack(await capture(() => openDevice('audio', { ...defaultMicrophone, ...constraints })), 'audio');
}

/**
 * Lets the user pick a screen, window or tab. The audio track is present only when the browser supports it and the user
 * agreed.
 *
 * @throws {@link CaptureError}
 */
export async function captureScreen(options: DisplayMediaStreamOptions = {}): Promise<{ video: MediaStreamTrack; audio?: MediaStreamTrack }> {
  const stream = await capture(() => media().getDisplayMedia({ video: { frameRate: { ideal: 15, max: 30 } }, audio: true, ...options }));
  const video = firstTrack(stream, 'video');
  // A hint to the encoder to prefer sharp text to smooth motion.
  video.contentHint = 'detail';
  const audio = stream.getAudioTracks()[0];
  return audio ? { video, audio } : { video };
}

/**
 * Chromium can open the default device although another one is ideal. That one is therefore requested exactly, and any other only
 * when it is not available.
 */
async function openDevice(kind: 'audio' | 'video', constraints: MediaTrackConstraints): Promise<MediaStream> {
  const { deviceId } = constraints;
  if (typeof deviceId === 'object' && !Array.isArray(deviceId) && typeof deviceId.ideal === 'string') {
    try {
      return await media().getUserMedia({ [kind]: { ...constraints, deviceId: { exact: deviceId.ideal } } });
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
    }
  }
  return media().getUserMedia({ [kind]: constraints });
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Error && ['OverconstrainedError', 'NotFoundError', 'NotReadableError'].includes(error.name);
}

function media(): MediaDevices {
  // Absent on pages that are not a secure context.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) {
    throw new SignalError(ErrorCode.Unsupported, 'Capture requires a secure context: https, or http://127.0.0.1.');
  }
  return devices;
}

function firstTrack(stream: MediaStream, kind: 'audio' | 'video'): MediaStreamTrack {
  const track = stream.getTracks().find((candidate) => candidate.kind === kind);
  if (!track) {
    throw new CaptureError(ErrorCode.CaptureUnavailable, `The device did not provide ${kind}.`);
  }
  return track;
}

async function capture(open: () => Promise<MediaStream>): Promise<MediaStream> {
  try {
    return await open();
  } catch (error) {
    throw toCaptureError(error);
  }
}

/** Maps the browser's errors to two cases: access was refused, or there is no such device. */
export function toCaptureError(cause: unknown): SignalError {
  if (cause instanceof SignalError) {
    return cause;
  }
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return new CaptureError(ErrorCode.CaptureDenied, 'Access to the device was refused.', { cause });
  }
  const why = name === 'NotReadableError' ? 'The device is in use by another program.' : 'No such device.';
  return new CaptureError(ErrorCode.CaptureUnavailable, why, { cause });
}
