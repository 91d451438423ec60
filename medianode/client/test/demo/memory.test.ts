import { afterEach, expect, it, vi } from 'vitest';
import { memory } from '../../demo/src/app/memory.js';

afterEach(() => vi.unstubAllGlobals());

it('remembers', () => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) });
  expect(memory.get('name')).toBeUndefined();
  memory.set('name', 'Ann');
  expect(memory.get('name')).toBe('Ann');
});

it('goes without where site data is blocked', () => {
  const blocked = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: blocked, setItem: blocked });
  expect(() => memory.set('name', 'Ann')).not.toThrow();
  expect(memory.get('name')).toBeUndefined();
});
