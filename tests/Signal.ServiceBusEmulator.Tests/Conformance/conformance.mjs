// Checks the emulator with the official client library. Prints one JSON line for each check: {name, error?}.
// Usage: node conformance.mjs <folder with node_modules> <connection string>
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

const [sdkFolder, connectionString] = process.argv.slice(2);
const { ServiceBusClient } = createRequire(`${sdkFolder}/`)('@azure/service-bus');
const Long = createRequire(`${sdkFolder}/node_modules/@azure/service-bus/`)('long');
const PARALLEL = 8;
const SHORT_LOCK = 4000; // lock duration of the queues of kind 'short' and 'short-sessions'
const checks = [];

/** Declares a check. `kind` names the kind of queue it uses; each check gets a separate one. */
function check(name, kind, run) {
  checks.push({ name, queue: `${kind}-${checks.length}`, run });
}

/** Receives exactly `count` messages, in any number of transfers. */
async function take(receiver, count, maxWaitTimeInMs = 10000) {
  const got = [];
  while (got.length < count) {
    const more = await receiver.receiveMessages(count - got.length, { maxWaitTimeInMs });
    assert.notEqual(more.length, 0, `${got.length} of ${count} messages came`);
    got.push(...more);
  }
  return got;
}

const none = (receiver, ms = 400) => receiver.receiveMessages(1, { maxWaitTimeInMs: ms }).then((got) => assert.equal(got.length, 0));
const bodies = (messages) => messages.map((message) => message.body);

async function rejects(promise, code) {
  const error = await promise.then(() => undefined, (reason) => reason);
  assert.ok(error, `no error, ${code} expected`);
  assert.equal(error.code ?? error.name, code, error.message);
}

// --- sending and receiving

check('a message arrives with its body, id, subject, content type and properties', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({
    body: { text: 'hello', list: [1, 2, 3] }, messageId: 'm-1', subject: 'greeting', contentType: 'application/json',
    correlationId: 'c-1', replyTo: 'answers', to: 'someone', applicationProperties: { number: 7, flag: true, text: 'x' },
  });
  const [message] = await take(client.createReceiver(queue), 1);
  assert.deepEqual(message.body, { text: 'hello', list: [1, 2, 3] });
  assert.equal(message.messageId, 'm-1');
  assert.equal(message.subject, 'greeting');
  assert.equal(message.contentType, 'application/json');
  assert.equal(message.correlationId, 'c-1');
  assert.equal(message.replyTo, 'answers');
  assert.equal(message.to, 'someone');
  assert.deepEqual(message.applicationProperties, { number: 7, flag: true, text: 'x' });
});

check('binary bodies arrive byte for byte', 'plain', async ({ client, queue }) => {
  const body = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  await client.createSender(queue).sendMessages({ body });
  const [message] = await take(client.createReceiver(queue), 1);
  assert.ok(body.equals(message.body));
});

check('a message of 200 KB arrives in several frames', 'plain', async ({ client, queue }) => {
  const body = Buffer.alloc(200 * 1024, 0xab);
  await client.createSender(queue).sendMessages({ body });
  const [message] = await take(client.createReceiver(queue), 1);
  assert.ok(body.equals(message.body));
});

check('a message over the size limit is refused', 'plain', async ({ client, queue }) => {
  await rejects(client.createSender(queue).sendMessages({ body: Buffer.alloc(300 * 1024) }), 'MessageSizeExceeded');
});

check('a received message has sequence number, enqueued time, lock token and lock end', 'plain', async ({ client, queue }) => {
  const before = Date.now();
  await client.createSender(queue).sendMessages([{ body: 1 }, { body: 2 }]);
  const [first, second] = await take(client.createReceiver(queue), 2);
  assert.ok(second.sequenceNumber.greaterThan(first.sequenceNumber));
  assert.ok(Math.abs(first.enqueuedTimeUtc.getTime() - before) < 10000);
  assert.ok(first.lockedUntilUtc.getTime() > Date.now() + 20000);
  assert.match(first.lockToken, /^[0-9a-f-]{36}$/);
  assert.equal(first.state, 'active');
  assert.equal(first.deliveryCount, 0);
});

check('messages arrive in the order in which they were sent', 'plain', async ({ client, queue }) => {
  const sender = client.createSender(queue);
  for (let i = 0; i < 20; i++) await sender.sendMessages({ body: i });
  assert.deepEqual(bodies(await take(client.createReceiver(queue), 20)), Array.from({ length: 20 }, (_, i) => i));
});

check('a batch of 500 messages arrives whole', 'plain', async ({ client, queue }) => {
  const sender = client.createSender(queue);
  const batch = await sender.createMessageBatch();
  for (let i = 0; i < 500; i++) assert.ok(batch.tryAddMessage({ body: i, messageId: `b-${i}` }));
  await sender.sendMessages(batch);
  assert.deepEqual(bodies(await take(client.createReceiver(queue), 500)), Array.from({ length: 500 }, (_, i) => i));
});

check('a batch knows how much fits', 'plain', async ({ client, queue }) => {
  const batch = await client.createSender(queue).createMessageBatch();
  assert.equal(batch.maxSizeInBytes, 256 * 1024);
  assert.ok(batch.tryAddMessage({ body: Buffer.alloc(200 * 1024) }));
  assert.ok(!batch.tryAddMessage({ body: Buffer.alloc(100 * 1024) }));
});

check('an empty queue gives nothing within the wait, and the receiver goes on', 'plain', async ({ client, queue }) => {
  const receiver = client.createReceiver(queue);
  await none(receiver);
  await client.createSender(queue).sendMessages({ body: 'late' });
  assert.deepEqual(bodies(await take(receiver, 1)), ['late']);
});

check('a partial receive answers at once with what is there', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages([{ body: 1 }, { body: 2 }]);
  const receiver = client.createReceiver(queue);
  const got = await receiver.receiveMessages(10, { maxWaitTimeInMs: 5000 });
  assert.deepEqual(bodies(got), [1, 2]);
});

check('two receivers share a queue and no message comes to both', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages(Array.from({ length: 40 }, (_, i) => ({ body: i })));
  const [one, two] = await Promise.all([take(client.createReceiver(queue), 20), take(client.createReceiver(queue), 20)]);
  assert.deepEqual([...bodies(one), ...bodies(two)].sort((a, b) => a - b), Array.from({ length: 40 }, (_, i) => i));
});

check('subscribe delivers and completes by itself', 'plain', async ({ client, queue }) => {
  const receiver = client.createReceiver(queue);
  const got = [];
  const all = new Promise((resolve, reject) => receiver.subscribe({
    processMessage: async (message) => { if (got.push(message.body) === 30) resolve(); },
    processError: async ({ error }) => reject(error),
  }, { maxConcurrentCalls: 5 }));
  await client.createSender(queue).sendMessages(Array.from({ length: 30 }, (_, i) => ({ body: i })));
  await all;
  await receiver.close();
  await none(client.createReceiver(queue));
});

check('an unknown queue cannot be sent to', 'plain', async ({ client }) => {
  await rejects(client.createSender('no-such-queue').sendMessages({ body: 1 }), 'MessagingEntityNotFound');
});

check('an unknown queue cannot be received from', 'plain', async ({ client }) => {
  await rejects(client.createReceiver('no-such-queue').receiveMessages(1, { maxWaitTimeInMs: 500 }), 'MessagingEntityNotFound');
});

// --- settling

check('a completed message is gone', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1 });
  const receiver = client.createReceiver(queue);
  const [message] = await take(receiver, 1);
  await receiver.completeMessage(message);
  await none(receiver);
  assert.equal((await receiver.peekMessages(1)).length, 0);
});

check('a message cannot be settled twice', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1 });
  const receiver = client.createReceiver(queue);
  const [message] = await take(receiver, 1);
  await receiver.completeMessage(message);
  await assert.rejects(receiver.completeMessage(message));
});

check('an abandoned message comes again, counted and with the changed properties', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1, applicationProperties: { kept: 'yes' } });
  const receiver = client.createReceiver(queue);
  const [message] = await take(receiver, 1);
  await receiver.abandonMessage(message, { reason: 'busy' });
  const [again] = await take(receiver, 1);
  assert.equal(again.deliveryCount, 1);
  assert.deepEqual(again.applicationProperties, { kept: 'yes', reason: 'busy' });
  assert.equal(again.sequenceNumber.toString(), message.sequenceNumber.toString());
});

check('an abandoned message comes before later ones', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages([{ body: 1 }, { body: 2 }]);
  const receiver = client.createReceiver(queue);
  const [message] = await take(receiver, 1);
  await receiver.abandonMessage(message);
  assert.deepEqual(bodies(await take(receiver, 2)), [1, 2]);
});

check('a dead-lettered message carries reason, description and properties', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 'bad' });
  const receiver = client.createReceiver(queue);
  const [message] = await take(receiver, 1);
  await receiver.deadLetterMessage(message, { deadLetterReason: 'broken', deadLetterErrorDescription: 'no such room', extra: 'e' });
  const [dead] = await take(client.createReceiver(queue, { subQueueType: 'deadLetter' }), 1);
  assert.equal(dead.body, 'bad');
  assert.equal(dead.deadLetterReason, 'broken');
  assert.equal(dead.deadLetterErrorDescription, 'no such room');
  assert.equal(dead.applicationProperties.extra, 'e');
  assert.equal(dead.deadLetterSource, queue);
  await none(receiver);
});

check('a dead letter can be completed', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 'bad' });
  const receiver = client.createReceiver(queue);
  await receiver.deadLetterMessage((await take(receiver, 1))[0]);
  const deadLetters = client.createReceiver(queue, { subQueueType: 'deadLetter' });
  await deadLetters.completeMessage((await take(deadLetters, 1))[0]);
  await none(deadLetters);
});

check('a message that fails too often is dead-lettered', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 'poison' });
  const receiver = client.createReceiver(queue);
  for (let tries = 0; tries < 3; tries++) {
    const [message] = await take(receiver, 1);
    assert.equal(message.deliveryCount, tries);
    await receiver.abandonMessage(message);
  }
  const [dead] = await take(client.createReceiver(queue, { subQueueType: 'deadLetter' }), 1);
  assert.equal(dead.deadLetterReason, 'MaxDeliveryCountExceeded');
});

check('receive-and-delete removes on delivery', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages([{ body: 1 }, { body: 2 }]);
  const receiver = client.createReceiver(queue, { receiveMode: 'receiveAndDelete' });
  assert.deepEqual(bodies(await take(receiver, 2)), [1, 2]);
  assert.equal((await receiver.peekMessages(1)).length, 0);
});

// --- locks

check('a lock that runs out makes the message come again', 'short', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1 });
  const receiver = client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });
  const [message] = await take(receiver, 1);
  const [again] = await take(receiver, 1, SHORT_LOCK * 4);
  assert.equal(again.deliveryCount, 1);
  assert.notEqual(again.lockToken, message.lockToken);
});

check('settling after the lock ran out fails with MessageLockLost', 'short', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1 });
  const receiver = client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });
  const [message] = await take(receiver, 1);
  await pause(SHORT_LOCK + 600);
  await rejects(receiver.completeMessage(message), 'MessageLockLost');
});

check('a renewed lock holds', 'short', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1 });
  const receiver = client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });
  const [message] = await take(receiver, 1);
  const first = message.lockedUntilUtc;
  await pause(SHORT_LOCK * 0.6);
  const until = await receiver.renewMessageLock(message);
  assert.ok(until > first);
  await pause(SHORT_LOCK * 0.6);
  await receiver.completeMessage(message);
});

check('the library renews locks by itself', 'short', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1 });
  const receiver = client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 20000 });
  const [message] = await take(receiver, 1);
  await pause(SHORT_LOCK * 2);
  await receiver.completeMessage(message);
});

check('a lost lock cannot be renewed', 'short', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1 });
  const receiver = client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });
  const [message] = await take(receiver, 1);
  await pause(SHORT_LOCK + 600);
  await rejects(receiver.renewMessageLock(message), 'MessageLockLost');
});

check('a lock outlives its receiver', 'short', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1 });
  const first = client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });
  await take(first, 1);
  await first.close();
  const second = client.createReceiver(queue);
  await none(second, 500);
  assert.deepEqual(bodies(await take(second, 1, SHORT_LOCK * 4)), [1]);
});

// --- deferring, peeking, scheduling

check('a deferred message is received by its number only', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 'later' });
  const receiver = client.createReceiver(queue);
  const [message] = await take(receiver, 1);
  await receiver.deferMessage(message, { why: 'order' });
  await none(receiver);
  const [deferred] = await receiver.receiveDeferredMessages(message.sequenceNumber);
  assert.equal(deferred.body, 'later');
  assert.equal(deferred.applicationProperties.why, 'order');
  await receiver.completeMessage(deferred);
  assert.equal((await receiver.peekMessages(1)).length, 0);
});

check('a deferred message can be abandoned, deferred and dead-lettered', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 'later' });
  const receiver = client.createReceiver(queue);
  const [message] = await take(receiver, 1);
  await receiver.deferMessage(message);
  const once = async () => (await receiver.receiveDeferredMessages(message.sequenceNumber))[0];
  await receiver.abandonMessage(await once());
  await receiver.deferMessage(await once());
  await receiver.deadLetterMessage(await once(), { deadLetterReason: 'done' });
  const [dead] = await take(client.createReceiver(queue, { subQueueType: 'deadLetter' }), 1);
  assert.equal(dead.deadLetterReason, 'done');
});

check('a number that is not deferred is not found', 'plain', async ({ client, queue }) => {
  await rejects(client.createReceiver(queue).receiveDeferredMessages(Long.fromNumber(4711)), 'MessageNotFound');
});

check('peeking shows messages without locking them', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
  const receiver = client.createReceiver(queue);
  assert.deepEqual(bodies(await receiver.peekMessages(2)), [1, 2]);
  assert.deepEqual(bodies(await receiver.peekMessages(5)), [3]);
  assert.equal((await receiver.peekMessages(5)).length, 0);
  assert.deepEqual(bodies(await take(receiver, 3)), [1, 2, 3]);
});

check('peeking can start at a number and tells the state', 'plain', async ({ client, queue }) => {
  const sender = client.createSender(queue);
  await sender.sendMessages([{ body: 1 }, { body: 2 }]);
  await sender.scheduleMessages({ body: 3 }, new Date(Date.now() + 60000));
  const receiver = client.createReceiver(queue);
  const [first] = await take(receiver, 1);
  await receiver.deferMessage(first);
  const seen = await receiver.peekMessages(10, { fromSequenceNumber: first.sequenceNumber });
  assert.deepEqual(seen.map((message) => [message.body, message.state]), [[1, 'deferred'], [2, 'active'], [3, 'scheduled']]);
});

check('a scheduled message comes at its time', 'plain', async ({ client, queue }) => {
  const at = Date.now() + 5000;
  const [number] = await client.createSender(queue).scheduleMessages({ body: 'timed' }, new Date(at));
  assert.ok(number.greaterThan(0));
  const receiver = client.createReceiver(queue);
  await none(receiver, 500);
  const [message] = await take(receiver, 1);
  assert.equal(message.body, 'timed');
  assert.ok(Date.now() >= at - 50);
});

check('a scheduled message can be cancelled', 'plain', async ({ client, queue }) => {
  const sender = client.createSender(queue);
  const numbers = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], new Date(Date.now() + 60000));
  const receiver = client.createReceiver(queue);
  assert.equal((await receiver.peekMessages(5)).length, 2);
  await sender.cancelScheduledMessages(numbers);
  assert.equal((await receiver.peekMessages(5, { fromSequenceNumber: numbers[0] })).length, 0);
});

check('sending with a scheduled time schedules', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 'timed', scheduledEnqueueTimeUtc: new Date(Date.now() + 5000) });
  const receiver = client.createReceiver(queue);
  await none(receiver, 400);
  assert.deepEqual(bodies(await take(receiver, 1)), ['timed']);
});

// --- expiry and duplicates

check('an expired message vanishes', 'plain', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1, timeToLive: 300 });
  await pause(700);
  const receiver = client.createReceiver(queue);
  await none(receiver);
  assert.equal((await client.createReceiver(queue, { subQueueType: 'deadLetter' }).peekMessages(1)).length, 0);
});

check('an expired message is dead-lettered where the queue says so', 'expiring', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1, timeToLive: 300 });
  const [dead] = await take(client.createReceiver(queue, { subQueueType: 'deadLetter' }), 1);
  assert.equal(dead.deadLetterReason, 'TTLExpiredException');
});

check('the queue limits the time to live', 'expiring', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1, timeToLive: 3600000 });
  const [dead] = await take(client.createReceiver(queue, { subQueueType: 'deadLetter' }), 1);
  assert.equal(dead.body, 1);
});

check('a duplicate is taken and dropped', 'duplicates', async ({ client, queue }) => {
  const sender = client.createSender(queue);
  await sender.sendMessages({ body: 'first', messageId: 'same' });
  await sender.sendMessages([{ body: 'second', messageId: 'same' }, { body: 'other', messageId: 'another' }]);
  assert.deepEqual(bodies(await take(client.createReceiver(queue), 2)), ['first', 'other']);
});

check('a full queue refuses with a quota error and takes more when there is room', 'tiny', async ({ client, queue }) => {
  const sender = client.createSender(queue);
  const big = () => ({ body: Buffer.alloc(200 * 1024) });
  for (let i = 0; i < 5; i++) await sender.sendMessages(big());
  await rejects(sender.sendMessages(big()), 'QuotaExceeded');
  const receiver = client.createReceiver(queue);
  await receiver.completeMessage((await take(receiver, 1))[0]);
  await sender.sendMessages(big());
});

// --- sessions

check('a session gives its own messages, in order', 'sessions', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages([
    { body: 'a1', sessionId: 'a' }, { body: 'b1', sessionId: 'b' }, { body: 'a2', sessionId: 'a' }, { body: 'b2', sessionId: 'b' },
  ]);
  const receiver = await client.acceptSession(queue, 'b');
  assert.equal(receiver.sessionId, 'b');
  assert.deepEqual(bodies(await take(receiver, 2)), ['b1', 'b2']);
  await none(receiver);
});

check('a session can be accepted before it has messages', 'sessions', async ({ client, queue }) => {
  const receiver = await client.acceptSession(queue, 'early');
  await client.createSender(queue).sendMessages({ body: 1, sessionId: 'early' });
  assert.deepEqual(bodies(await take(receiver, 1)), [1]);
});

check('a session lock has an end that renewal moves', 'sessions', async ({ client, queue }) => {
  const receiver = await client.acceptSession(queue, 's');
  const first = receiver.sessionLockedUntilUtc;
  assert.ok(first.getTime() > Date.now() + 20000);
  await pause(50);
  assert.ok(await receiver.renewSessionLock() > first);
});

check('a held session cannot be accepted by another', 'sessions', async ({ client, queue }) => {
  await client.acceptSession(queue, 's');
  await rejects(client.acceptSession(queue, 's', { retryOptions: { maxRetries: 0 } }), 'SessionCannotBeLocked');
});

check('closing a session receiver frees the session and its messages, not counted', 'sessions', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1, sessionId: 's' });
  const first = await client.acceptSession(queue, 's');
  await take(first, 1);
  await first.close();
  const second = await client.acceptSession(queue, 's');
  const [message] = await take(second, 1);
  assert.equal(message.deliveryCount, 0);
  await second.completeMessage(message);
});

check('accept-next gives each receiver a session of its own', 'sessions', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages(['a', 'b', 'c'].map((sessionId) => ({ body: sessionId, sessionId })));
  const receivers = [await client.acceptNextSession(queue), await client.acceptNextSession(queue), await client.acceptNextSession(queue)];
  assert.deepEqual(receivers.map((receiver) => receiver.sessionId).sort(), ['a', 'b', 'c']);
});

check('accept-next waits for a session', 'sessions', async ({ client, queue }) => {
  const accepting = client.acceptNextSession(queue);
  await pause(300);
  await client.createSender(queue).sendMessages({ body: 1, sessionId: 'later' });
  const receiver = await accepting;
  assert.equal(receiver.sessionId, 'later');
  assert.deepEqual(bodies(await take(receiver, 1)), [1]);
});

check('accept-next times out when nothing comes', 'sessions', async ({ queue }) => {
  const impatient = new ServiceBusClient(connectionString, { retryOptions: { timeoutInMs: 1500, maxRetries: 0 } });
  await rejects(impatient.acceptNextSession(queue), 'ServiceTimeout');
  await impatient.close();
});

check('a session keeps state', 'sessions', async ({ client, queue }) => {
  const receiver = await client.acceptSession(queue, 's');
  assert.ok(!(await receiver.getSessionState()));
  await receiver.setSessionState({ step: 3 });
  await receiver.close();
  const again = await client.acceptSession(queue, 's');
  assert.deepEqual(await again.getSessionState(), { step: 3 });
});

check('a session lock that runs out is lost, and its messages come again, counted', 'short-sessions', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages({ body: 1, sessionId: 's' });
  const first = await client.acceptSession(queue, 's', { maxAutoLockRenewalDurationInMs: 0 });
  const [message] = await take(first, 1);
  await pause(SHORT_LOCK + 600);
  await rejects(first.completeMessage(message), 'SessionLockLost');
  const second = await client.acceptSession(queue, 's');
  const [again] = await take(second, 1);
  assert.equal(again.deliveryCount, 1);
});

check('session messages are abandoned, deferred, peeked and dead-lettered', 'sessions', async ({ client, queue }) => {
  await client.createSender(queue).sendMessages([1, 2, 3].map((body) => ({ body, sessionId: 's' })));
  const receiver = await client.acceptSession(queue, 's');
  let [first] = await take(receiver, 1);
  await receiver.abandonMessage(first);
  [first] = await take(receiver, 1);
  assert.equal(first.body, 1);
  await receiver.deferMessage(first);
  const [second] = await take(receiver, 1);
  await receiver.deadLetterMessage(second);
  assert.deepEqual(bodies(await receiver.peekMessages(5)), [1, 3]);
  const [deferred] = await receiver.receiveDeferredMessages(first.sequenceNumber);
  await receiver.completeMessage(deferred);
  assert.deepEqual(bodies(await take(receiver, 1)), [3]);
  const [dead] = await take(client.createReceiver(queue, { subQueueType: 'deadLetter' }), 1);
  assert.equal(dead.sessionId, 's');
});

check('a message without a session id is refused by a queue with sessions', 'sessions', async ({ client, queue }) => {
  await assert.rejects(client.createSender(queue).sendMessages({ body: 1 }), /requires sessions/);
});

check('a plain receiver is refused by a queue with sessions', 'sessions', async ({ client, queue }) => {
  await assert.rejects(client.createReceiver(queue).receiveMessages(1, { maxWaitTimeInMs: 500 }), /requires sessions/);
});

check('a session is refused by a queue without sessions', 'plain', async ({ client, queue }) => {
  await assert.rejects(client.acceptSession(queue, 's'), { name: 'ServiceBusError' });
});

check('session messages can be scheduled', 'sessions', async ({ client, queue }) => {
  await client.createSender(queue).scheduleMessages({ body: 'timed', sessionId: 's' }, new Date(Date.now() + 600));
  const receiver = await client.acceptSession(queue, 's');
  assert.deepEqual(bodies(await take(receiver, 1)), ['timed']);
});

async function run({ name, queue, run: body }) {
  const client = new ServiceBusClient(connectionString);
  const timer = new AbortController();
  try {
    const late = pause(45000, undefined, { signal: timer.signal }).then(() => { throw new Error('the check did not end within 45 s'); });
    await Promise.race([body({ client, queue }), late]);
    console.log(JSON.stringify({ name }));
  } catch (error) {
    console.log(JSON.stringify({ name, error: error?.stack ?? String(error) }));
  } finally {
    timer.abort();
    await client.close().catch(() => {});
  }
}

const waiting = [...checks];
await Promise.all(Array.from({ length: PARALLEL }, async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await run(next);
}));
process.exit(0);
