import { element } from '../ui/element.js';
import { loudness } from './level.js';

/** How much of the previous level remains in the next picture, so that the bar falls softly. */
const decay = 0.85;

/** A bar that shows how loud a microphone is. */
export class LevelMeter {
  readonly root = element('meter', { className: 'level', min: 0, max: 1, value: 0, testId: 'microphone-level', attrs: { 'aria-label': 'Microphone level' } });
  #stop: (() => void) | undefined;

  /** Shows the level of a track until another one, or undefined, is passed. */
  follow(track: MediaStreamTrack | undefined): void {
    this.#stop?.();
    this.#stop = undefined;
    this.root.value = 0;
    if (track) {
      this.#stop = this.#start(track);
    }
  }

  #start(track: MediaStreamTrack): () => void {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let frame = 0;
    const show = () => {
      analyser.getFloatTimeDomainData(samples);
      this.root.value = Math.max(loudness(samples), this.root.value * decay);
      frame = requestAnimationFrame(show);
    };
    show();
    // A browser may hold the context back until the user does something on the page.
    const resume = () => void context.resume();
    document.addEventListener('pointerdown', resume);
    document.addEventListener('keydown', resume);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('pointerdown', resume);
      document.removeEventListener('keydown', resume);
      void context.close();
    };
  }
}
