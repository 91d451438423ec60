import type { SharedKey } from './frame-key.js';

/** What the page tells the worker: a key, from now on the one to encrypt with. */
export interface KeyMessage {
  id: number;
  key: SharedKey;
}

/** What a transform in the worker is for. */
export interface TransformOptions {
  direction: 'send' | 'receive';
}
