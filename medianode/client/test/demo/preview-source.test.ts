import { expect, it, vi } from 'vitest';
import { PreviewSource } from '../../demo/src/media/preview-source.js';

/** A preview whose devices open when the test says so. */
function preview() {
  const opening: { resolve: (track: MediaStreamTrack) => void; reject: (error: Error) => void }[] = [];
  const shown: (MediaStreamTrack | undefined)[] = [];
  const failed: unknown[] = [];
  const source = new PreviewSource(
    () => new Promise((resolve, reject) => opening.push({ resolve, reject })),
    (track) => shown.push(track),
    (error) => failed.push(error),
  );
  return { source, opening, shown, failed };
}

const track = () => ({ stop: vi.fn() }) as unknown as MediaStreamTrack;

it('shows the device, and stops it when it is closed', async () => {
  const { source, opening, shown } = preview();
  const camera = track();
  const opened = source.open();
  opening[0]!.resolve(camera);
  await opened;
  expect(shown.at(-1)).toBe(camera);
  source.close();
  expect(camera.stop).toHaveBeenCalledOnce();
  expect(shown.at(-1)).toBeUndefined();
});

it('stops a device that opens too late', async () => {
  const { source, opening, shown } = preview();
  const camera = track();
  const opened = source.open();
  source.close();
  opening[0]!.resolve(camera);
  await opened;
  expect(camera.stop).toHaveBeenCalledOnce();
  expect(shown.every((shownTrack) => shownTrack === undefined)).toBe(true);
});

it('shows the last of two choices, whichever opens first', async () => {
  const { source, opening, shown } = preview();
  const [former, latter] = [track(), track()];
  const opened = [source.open(), source.open()];
  opening[1]!.resolve(latter);
  opening[0]!.resolve(former);
  await Promise.all(opened);
  expect(shown.at(-1)).toBe(latter);
  expect(former.stop).toHaveBeenCalledOnce();
  expect(latter.stop).not.toHaveBeenCalled();
});

it('reports a refusal, but not that of a device that is no longer wanted', async () => {
  const { source, opening, failed } = preview();
  const refused = source.open();
  opening[0]!.reject(new Error('refused'));
  await refused;
  const abandoned = source.open();
  source.close();
  opening[1]!.reject(new Error('refused too'));
  await abandoned;
  expect(failed).toEqual([new Error('refused')]);
});
