import type { SharedKey } from './frame-key.js';

/** A message from the page to the worker: the key to encrypt with from now on. */
export interface KeyMessage {
  id: number;
  key: SharedKey;
}

/** What a transform in the worker is for. */
export interface TransformOptions {
  direction: 'send' | 'receive';
}
