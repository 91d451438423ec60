// Plays scenarios with the npm library and prints, for each, the events of its objects: while it is played, and when the worker is closed then.
// Argument: the folder that holds node_modules/mediasoup. The worker is the one of MEDIASOUP_WORKER_BIN.
'use strict';

const { EventEmitter } = require('node:events');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');

const mediasoup = require(path.join(process.argv[2], 'node_modules/mediasoup/node/lib/index.js'));

const mediaCodecs = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
];
const listenInfo = { protocol: 'udp', ip: '127.0.0.1' };
const audioParameters = {
  codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48000, channels: 2 }],
  encodings: [{ ssrc: 1111 }],
};
const videoParameters = {
  codecs: [{ mimeType: 'video/VP8', payloadType: 101, clockRate: 90000 }],
  encodings: [{ ssrc: 2222 }],
};

async function build(worker) {
  const server = await worker.createWebRtcServer({ listenInfos: [listenInfo] });
  const router = await worker.createRouter({ mediaCodecs });
  const near = await router.createWebRtcTransport({ webRtcServer: server, enableSctp: true });
  const direct = await router.createDirectTransport();
  const audio = await direct.produce({ kind: 'audio', rtpParameters: audioParameters });
  const video = await near.produce({ kind: 'video', rtpParameters: videoParameters });
  const audioConsumer = await near.consume({ producerId: audio.id, rtpCapabilities: router.rtpCapabilities });
  const videoConsumer = await direct.consume({ producerId: video.id, rtpCapabilities: router.rtpCapabilities });
  const data = await direct.produceData();
  const dataConsumer = await near.consumeData({ dataProducerId: data.id });
  const levels = await router.createAudioLevelObserver();
  const speaker = await router.createActiveSpeakerObserver();
  await levels.addProducer({ producerId: audio.id });
  return { worker, server, router, near, direct, audio, video, audioConsumer, videoConsumer, data, dataConsumer, levels, speaker };
}

// In the words of this file; the same list, in C#, is in Scenarios.cs.
const scenarios = {
  routerCloses: ({ router }) => router.close(),
  transportCloses: ({ near }) => near.close(),
  directTransportCloses: ({ direct }) => direct.close(),
  producerCloses: ({ audio }) => audio.close(),
  dataProducerCloses: ({ data }) => data.close(),
  consumerCloses: ({ videoConsumer }) => videoConsumer.close(),
  serverCloses: ({ server }) => server.close(),
  observerCloses: ({ levels }) => levels.close(),
  workerCloses: ({ worker }) => worker.close(),
  workerIsKilled: ({ worker }) => process.kill(worker.pid, 'SIGKILL'),
  producerPausesTwiceAndResumes: async ({ audio }) => {
    await audio.pause();
    await audio.pause();
    await audio.resume();
    await audio.resume();
  },
  consumerPausesWhileItsProducerIsPaused: async ({ audio, audioConsumer }) => {
    await audio.pause();
    await delay(200);
    await audioConsumer.pause();
    await audioConsumer.resume();
    await audio.resume();
  },
  producerPausesWhileItsConsumerIsPaused: async ({ audio, audioConsumer }) => {
    await audioConsumer.pause();
    await audio.pause();
    await audio.resume();
    await delay(200);
    await audioConsumer.resume();
  },
  dataPausesOnBothSides: async ({ data, dataConsumer }) => {
    await data.pause();
    await delay(200);
    await dataConsumer.pause();
    await dataConsumer.resume();
    await data.resume();
  },
  observerPausesAndWatches: async ({ levels, speaker, audio }) => {
    await levels.pause();
    await levels.resume();
    await speaker.addProducer({ producerId: audio.id });
    await speaker.removeProducer({ producerId: audio.id });
  },
  moreIsCreated: async ({ router, direct, audio }) => {
    await direct.produceData();
    await direct.consume({ producerId: audio.id, rtpCapabilities: router.rtpCapabilities });
    await router.createPlainTransport({ listenInfo });
    await router.createActiveSpeakerObserver();
  },
};

// The library emits through the prototype: that is where to listen to everything.
const names = new WeakMap();
let log = [];
const { emit } = EventEmitter.prototype;

EventEmitter.prototype.emit = function (event, ...rest) {
  const name = names.get(this);
  if (name && !event.startsWith('@')) log.push(`${name}.${event}`);
  return emit.call(this, event, ...rest);
};

async function main() {
  const answer = {};
  for (const [name, play] of Object.entries(scenarios)) {
    const worker = await mediasoup.createWorker();
    const objects = await build(worker);
    for (const [object, emitter] of Object.entries(objects)) {
      names.set(emitter, object);
      names.set(emitter.observer, `${object}.observer`);
    }
    log = [];
    const ended = new Promise(resolve => worker.on('subprocessclose', resolve));
    await play(objects);
    await delay(300);
    const played = log;
    log = [];
    worker.close();
    await ended;
    answer[name] = { played, closed: log };
  }
  process.stdout.write(JSON.stringify(answer));
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
