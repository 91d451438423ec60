/** Opens one device at a time for the preview. A device that opens after it was closed again is stopped at once. */
export class PreviewSource {
  readonly #capture: () => Promise<MediaStreamTrack>;
  readonly #show: (track: MediaStreamTrack | undefined) => void;
  readonly #fail: (error: unknown) => void;
  #track: MediaStreamTrack | undefined;
  #attempt = 0;

  /**
   * @param capture - opens the chosen device
   * @param show - shows a track, or nothing
   * @param fail - reports why the device could not be opened
   */
  constructor(capture: () => Promise<MediaStreamTrack>, show: (track: MediaStreamTrack | undefined) => void, fail: (error: unknown) => void) {
    this.#capture = capture;
    this.#show = show;
    this.#fail = fail;
  }

  /** Opens the chosen device, in place of the current one. */
  async open(): Promise<void> {
    this.close();
    const attempt = this.#attempt;
    try {
      const track = await this.#capture();
      if (attempt !== this.#attempt) {
        track.stop();
        return;
      }
      this.#track = track;
      this.#show(track);
    } catch (error) {
      if (attempt === this.#attempt) {
        this.#fail(error);
      }
    }
  }

  /** Stops the device. */
  close(): void {
    this.#attempt++;
    this.#track?.stop();
    this.#track = undefined;
    this.#show(undefined);
  }
}
