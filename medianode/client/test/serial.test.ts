import { expect, it } from 'vitest';
import { Serial } from '../src/concurrency/serial.js';

it('runs tasks one after the other, past failures', async () => {
  const serial = new Serial();
  const log: string[] = [];
  const task = (name: string, fails = false) => async () => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    if (fails) {
      throw new Error(name);
    }
    return name;
  };
  const results = await Promise.allSettled([serial.run(task('a')), serial.run(task('b', true)), serial.run(task('c'))]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
