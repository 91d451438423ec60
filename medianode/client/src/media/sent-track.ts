import type { types } from 'mediasoup-client';
import { ErrorCode } from '../errors/error-code.js';
import { toMediaError } from '../errors/media-error.js';
import { SignalError } from '../errors/signal-error.js';

/** Opens a device of one kind. */
export type OpenDevice = (constraints?: MediaTrackConstraints) => Promise<MediaStreamTrack>;

/** The source of a track. */
export interface TrackSetup {
  track: MediaStreamTrack;
  /** Opens a device of this kind; absent for tracks that the application passed. */
  open: OpenDevice | undefined;
  /** Switch the device off while muted. */
  releaseOnMute: boolean;
  /** Stop the track when it is no longer sent. */
  ownsTrack: boolean;
}

/** The target of a track. */
export interface TrackPorts {
  /** The producer that currently sends the track. */
  producer(): types.Producer | undefined;
  changed(track: MediaStreamTrack | null): void;
  /** The device was unplugged, or the user ended the capture. */
  ended(): void;
}

/** The track of a sent stream: switches its device off and on, and replaces it by another. */
export class SentTrack {
  readonly #setup: TrackSetup;
  readonly #ports: TrackPorts;
  #current: MediaStreamTrack | null;
  /** Opens the device of the current track again; undefined for a track that the application passed. */
  #reopen: OpenDevice | undefined;
  #closed = false;

  constructor(setup: TrackSetup, ports: TrackPorts) {
    this.#setup = setup;
    this.#ports = ports;
    this.#reopen = setup.open;
    this.#watch((this.#current = setup.track));
  }

  /** The track; null while its device is switched off. */
  get current(): MediaStreamTrack | null {
    return this.#current;
  }

  /** Switches the device off, if the room opened it and `releaseOnMute` is set. */
  async release(): Promise<void> {
    const track = this.#current;
    if (track && this.#reopen && this.#setup.releaseOnMute) {
      // Before any asynchronous work: the camera's light goes out first.
      this.#stop(track);
      await this.#send(null);
    }
  }

  /** Switches the device on again. @throws {@link CaptureError} */
  async restore(): Promise<void> {
    if (!this.#current && this.#reopen) {
      await this.#open(this.#reopen);
    }
  }

  /** Sends a track of the application. The previous one is not stopped: it may be the source of the new one. */
  async replace(track: MediaStreamTrack): Promise<void> {
    await this.#send(track);
    this.#reopen = undefined;
  }

  /** Changes to another device, now or when it is switched on again. @throws {@link CaptureError} */
  async switchTo(constraints: MediaTrackConstraints): Promise<void> {
    const { open } = this.#setup;
    if (!open) {
      throw new SignalError(ErrorCode.InvalidState, 'The room did not open this track, so it cannot open another.');
    }
    const next = () => open(constraints);
    const old = this.#current;
    if (old) {
      await this.#openBeside(old, next);
      this.#stop(old);
    }
    this.#reopen = next;
  }

  /** Hands the current track to a producer that was made with an earlier one. */
  async apply(): Promise<void> {
    await this.#ports.producer()?.replaceTrack({ track: this.#current });
  }

  /** The stream was ended. */
  close(): void {
    this.#closed = true;
    this.#stop(this.#current);
  }

  async #open(open: OpenDevice): Promise<void> {
    const track = await open();
    try {
      if (this.#closed) {
        throw new SignalError(ErrorCode.InvalidState, 'The stream has ended.');
      }
      await this.#send(track);
    } catch (error) {
      track.stop();
      throw error;
    }
  }

  /** Many phones can open one camera only: the current one is closed first, and reopened if the other fails. */
  async #openBeside(current: MediaStreamTrack, next: OpenDevice): Promise<void> {
    try {
      await this.#open(next);
    } catch (error) {
      const back = this.#reopen;
      if (!back || !(error instanceof SignalError && error.code === ErrorCode.CaptureUnavailable)) {
        throw error;
      }
      this.#stop(current);
      try {
        await this.#open(next);
      } catch (again) {
        await this.#open(back).catch(() => this.#ports.ended());
        throw again;
      }
    }
  }

  async #send(track: MediaStreamTrack | null): Promise<void> {
    const old = this.#current;
    const producer = this.#ports.producer();
    this.#current = track;
    if (track) {
      this.#watch(track);
    }
    try {
      await producer?.replaceTrack({ track });
    } catch (error) {
      // A closed producer can be ignored: the next one is created with the track that is current then.
      if (producer === this.#ports.producer()) {
        this.#current = track && old;
        throw toMediaError(error);
      }
    }
    this.#ports.changed(track);
  }

  #watch(track: MediaStreamTrack): void {
    track.addEventListener('ended', () => {
      if (this.#current === track) {
        this.#ports.ended();
      }
    });
  }

  #stop(track: MediaStreamTrack | null): void {
    if (this.#setup.ownsTrack) {
      track?.stop();
    }
  }
}
