import type { SharedKey } from './frame-key.js';

/** A message from the page to the worker: the key to encrypt with from now on. */
export interface KeyMessage {
  id: number;
  key: SharedKey;
}

/** Options of a transform in the worker. */
export interface TransformOptions {
  direction: 'send' | 'receive';
}
