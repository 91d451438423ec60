import { expect, it } from 'vitest';
import { hueOf, initials } from '../../demo/src/app/names.js';

it.each([
  ['Ada Lovelace', 'AL'],
  ['ann', 'A'],
  ['Jean de la Fontaine', 'JF'],
  ['😀 face', '😀F'],
  ['  ', '?'],
])('makes initials of "%s"', (name, letters) => expect(initials(name)).toBe(letters));

it('gives a name the same colour every time', () => {
  expect(hueOf('Ann')).toBe(hueOf('Ann'));
  expect(hueOf('Ann')).not.toBe(hueOf('Ben'));
  expect(hueOf('Ann')).toBeGreaterThanOrEqual(0);
  expect(hueOf('Ann')).toBeLessThanOrEqual(360);
});
