import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Room } from '../src/api/types.js';
import { RoomSearch } from '../src/views/room-search.js';

/** So many rooms, in pages of 500; every tenth is open. */
function rooms(count: number) {
  const reads: (string | undefined)[] = [];
  const page = async (continuation: string | undefined) => {
    reads.push(continuation);
    const from = Number(continuation ?? 0);
    const to = Math.min(from + 500, count);
    const items = Array.from({ length: to - from }, (_, i) => ({ id: `id${from + i}`, name: `Room ${from + i}`, live: (from + i) % 10 === 0 }) as Room);
    return to < count ? { items, continuation: String(to) } : { items };
  };
  return { page, reads };
}

test('a hundred thousand rooms are searched in steps', async () => {
  const { page, reads } = rooms(100_000);
  const search = new RoomSearch('ROOM 7777', false, page);
  await search.step();
  assert.deepEqual([reads.length, search.searched, search.found.length, search.hasMore], [10, 5_000, 0, true]);
  assert.match(search.summary, /There are more rooms/);
  while (search.hasMore) {
    await search.step();
  }
  assert.deepEqual(search.found.map(({ name }) => name), ['Room 7777', ...Array.from({ length: 10 }, (_, i) => `Room 7777${i}`)]);
  assert.equal(search.searched, 100_000);
});

test('ids are found too, and rooms that are not open are left out on request', async () => {
  const { page } = rooms(50);
  const search = new RoomSearch('id1', true, page);
  await search.step();
  assert.deepEqual(search.found.map(({ id }) => id), ['id10']);
  assert.equal(search.hasMore, false);
  assert.match(search.summary, /^1 of 50 rooms match\.$/);
});

test('the number of matches has an end', async () => {
  const { page } = rooms(100_000);
  const search = new RoomSearch('', false, page);
  await search.step();
  assert.deepEqual([search.found.length, search.hasMore], [200, false]);
  assert.match(search.summary, /longer text/);
});

test('a page that cannot be read is read again by the next step', async () => {
  const { page, reads } = rooms(1_000);
  let failures = 1;
  const search = new RoomSearch('room 999', false, async (continuation) => {
    if (continuation && failures-- > 0) {
      throw new Error('no answer');
    }
    return page(continuation);
  });
  await assert.rejects(search.step(), /no answer/);
  assert.equal(search.searched, 500);
  await search.step();
  assert.deepEqual([search.searched, search.found.length], [1_000, 1]);
  assert.deepEqual(reads, [undefined, '500']);
});
