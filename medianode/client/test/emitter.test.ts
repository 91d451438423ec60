import { describe, expect, it, vi } from 'vitest';
import { Emitter } from '../src/events/emitter.js';

class Bell extends Emitter<{ ring: number }> {
  ring(times: number): void {
    this.emit('ring', times);
  }
}

describe('Emitter', () => {
  it('calls listeners in order, and no more once they are off', () => {
    const bell = new Bell();
    const heard: string[] = [];
    const stop = bell.on('ring', (times) => heard.push(`a${times}`));
    bell.on('ring', (times) => heard.push(`b${times}`));
    bell.ring(1);
    stop();
    bell.ring(2);
    expect(heard).toEqual(['a1', 'b1', 'b2']);
  });

  it('calls a once listener once', () => {
    const bell = new Bell();
    const listener = vi.fn();
    bell.once('ring', listener);
    bell.ring(1);
    bell.ring(2);
    expect(listener.mock.calls).toEqual([[1]]);
  });

  it('allows adding and removing listeners during an event', () => {
    const bell = new Bell();
    const late = vi.fn();
    bell.on('ring', () => bell.on('ring', late));
    bell.ring(1);
    expect(late).not.toHaveBeenCalled();

    const rings: number[] = [];
    const stop = bell.on('ring', (times) => {
      rings.push(times);
      stop();
    });
    const after = vi.fn();
    bell.on('ring', after);
    bell.ring(2);
    bell.ring(3);
    expect(rings).toEqual([2]);
    expect(after).toHaveBeenCalledTimes(2);
  });
});
