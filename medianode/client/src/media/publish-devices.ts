import { captureCamera, captureMicrophone, captureScreen } from './capture.js';
import type { LocalMedia } from './local-media.js';
import type { Publication } from './publication.js';
import type { CameraOptions, CaptureOptions, ScreenOptions } from './publish-options.js';

/** A shared screen: its video, and its audio if available. */
export interface ScreenShare {
  video: Publication;
  audio?: Publication;
}

/** Opens a camera and sends it. */
export async function publishCamera(local: LocalMedia, options: CameraOptions): Promise<Publication> {
  const { constraints, releaseOnMute = true, ...rest } = options;
  const open = (more: MediaTrackConstraints = {}) => captureCamera({ ...constraints, ...more });
  return local.publish(
    await open(),
    { source: 'camera', stopTrack: true, ...rest },
    { open, releaseOnMute },
  );
}

/** Opens a microphone and sends it. It stays open while muted, so that unmuting is instant. */
export async function publishMicrophone(local: LocalMedia, options: CaptureOptions): Promise<Publication> {
  const { constraints, ...rest } = options;
  const open = (more: MediaTrackConstraints = {}) => captureMicrophone({ ...constraints, ...more });
  return local.publish(await open(), { source: 'microphone', stopTrack: true, ...rest }, { open });
}

/** Lets the user pick a screen and sends it, without audio when the audio cannot be sent. Ending the video ends the audio. */
export async function publishScreen(local: LocalMedia, options: ScreenOptions): Promise<ScreenShare> {
  const { display, ...rest } = options;
  const tracks = await captureScreen(display);
  let video: Publication;
  try {
    video = await local.publish(tracks.video, { ...rest, source: 'screen', stopTrack: true });
  } catch (error) {
    tracks.audio?.stop();
    throw error;
  }
  if (!tracks.audio) {
    return { video };
  }
  const audio = await local.publish(tracks.audio, { source: 'screenAudio', stopTrack: true }).catch(() => undefined);
  if (!audio) {
    return { video };
  }
  video.once('closed', () => void audio.close());
  if (video.closed) {
    void audio.close();
  }
  return { video, audio };
}
