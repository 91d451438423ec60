import { afterEach, describe, expect, it, vi } from 'vitest';
import { captureMicrophone } from '../src/media/capture.js';

const track = { kind: 'audio' } as MediaStreamTrack;

/** A browser with one microphone, which records the constraints of each request. */
function browserWith(available: string): MediaTrackConstraints[] {
  const asked: MediaTrackConstraints[] = [];
  const getUserMedia = ({ audio }: { audio: MediaTrackConstraints }) => {
    asked.push(audio);
    const { exact } = (audio.deviceId ?? {}) as ConstrainDOMStringParameters;
    return exact === undefined || exact === available
      ? Promise.resolve({ getTracks: () => [track] })
      : Promise.reject(new DOMException('', 'OverconstrainedError'));
  };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  return asked;
}

describe('the device of a capture', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is requested exactly, because a browser may open its default device instead of the ideal one', async () => {
    const asked = browserWith('headset');

    expect(await captureMicrophone({ deviceId: { ideal: 'headset' } })).toBe(track);

    expect(asked.map(({ deviceId }) => deviceId)).toEqual([{ exact: 'headset' }]);
  });

  it('is another one when it is not available', async () => {
    const asked = browserWith('built-in');

    expect(await captureMicrophone({ deviceId: { ideal: 'headset' } })).toBe(track);

    expect(asked.map(({ deviceId }) => deviceId)).toEqual([{ exact: 'headset' }, { ideal: 'headset' }]);
  });

  it('is the default one without a choice', async () => {
    const asked = browserWith('built-in');

    await captureMicrophone();

    expect(asked.map(({ deviceId }) => deviceId)).toEqual([undefined]);
  });
});
