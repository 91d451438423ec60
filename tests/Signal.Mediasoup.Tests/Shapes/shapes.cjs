// Prints, as one JSON object, the dumps and statistics that the npm library gives of a small set of objects.
// Argument: the folder that holds node_modules/mediasoup. The worker is the one of MEDIASOUP_WORKER_BIN.
'use strict';

const path = require('node:path');

const mediasoup = require(path.join(process.argv[2], 'node_modules/mediasoup/node/lib/index.js'));

const mediaCodecs = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2, parameters: { useinbandfec: 1 } },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
];
const listenInfo = { protocol: 'udp', ip: '127.0.0.1' };
const rtpParameters = {
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48000, channels: 2, parameters: { useinbandfec: 1 } }],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 6 }],
  encodings: [{ ssrc: 1111, dtx: true }],
  rtcp: { cname: 'shape' },
};
const simulcast = {
  mid: '1',
  codecs: [
    { mimeType: 'video/VP8', payloadType: 101, clockRate: 90000 },
    { mimeType: 'video/rtx', payloadType: 102, clockRate: 90000, parameters: { apt: 101 } },
  ],
  encodings: [{ ssrc: 2221, rtx: { ssrc: 3331 }, scalabilityMode: 'L1T3' }, { ssrc: 2222, rtx: { ssrc: 3332 }, scalabilityMode: 'L1T3' }],
  rtcp: { cname: 'shape' },
};

function packet(sequenceNumber) {
  const bytes = Buffer.alloc(12 + 10);
  bytes[0] = 0x80;
  bytes[1] = 100;
  bytes.writeUInt16BE(sequenceNumber, 2);
  bytes.writeUInt32BE(sequenceNumber * 960, 4);
  bytes.writeUInt32BE(1111, 8);
  return bytes;
}

async function main() {
  const shapes = {};
  const worker = await mediasoup.createWorker();
  const webRtcServer = await worker.createWebRtcServer({ listenInfos: [listenInfo] });
  const router = await worker.createRouter({ mediaCodecs });
  const webRtc = await router.createWebRtcTransport({ webRtcServer, enableSctp: true });
  const plain = await router.createPlainTransport({ listenInfo, enableSrtp: true, enableSctp: true, rtcpMux: false });
  const pipe = await router.createPipeTransport({ listenInfo, enableSrtp: true, enableRtx: true });
  const direct = await router.createDirectTransport();
  const observer = await router.createAudioLevelObserver();
  const audio = await direct.produce({ kind: 'audio', rtpParameters });
  const video = await webRtc.produce({ kind: 'video', rtpParameters: simulcast });
  await observer.addProducer({ producerId: audio.id });
  const listener = await direct.consume({ producerId: audio.id, rtpCapabilities: router.rtpCapabilities });
  const simulcastConsumer = await webRtc.consume({ producerId: video.id, rtpCapabilities: router.rtpCapabilities });
  const pipeConsumer = await pipe.consume({ producerId: video.id });
  const dataProducer = await direct.produceData({ label: 'l', protocol: 'p' });
  const sctpProducer = await webRtc.produceData({ sctpStreamParameters: { streamId: 1, ordered: false, maxRetransmits: 2 } });
  const dataConsumer = await direct.consumeData({ dataProducerId: dataProducer.id, subchannels: [1, 2] });
  const sctpConsumer = await webRtc.consumeData({ dataProducerId: sctpProducer.id });

  const heard = new Promise(resolve => listener.on('rtp', resolve));
  for (let i = 1; i < 5; ++i) audio.send(packet(i));
  await heard;

  const add = async (name, object) => {
    if (object.dump) shapes[`${name}.dump`] = await object.dump();
    if (object.getStats) shapes[`${name}.stats`] = await object.getStats();
  };
  shapes['worker.resourceUsage'] = await worker.getResourceUsage();
  const all = {
    worker, webRtcServer, router, webRtc, plain, pipe, direct, audio, video, listener, simulcastConsumer, pipeConsumer,
    dataProducer, sctpProducer, dataConsumer, sctpConsumer,
  };
  for (const [name, object] of Object.entries(all)) await add(name, object);
  shapes['webRtc.properties'] = {
    iceParameters: webRtc.iceParameters, iceCandidates: webRtc.iceCandidates, dtlsParameters: webRtc.dtlsParameters, sctpParameters: webRtc.sctpParameters,
  };
  shapes['plain.properties'] = { tuple: plain.tuple, rtcpTuple: plain.rtcpTuple, srtpParameters: plain.srtpParameters, sctpParameters: plain.sctpParameters };
  shapes['pipe.properties'] = { tuple: pipe.tuple, srtpParameters: pipe.srtpParameters, sctpParameters: pipe.sctpParameters };
  shapes['consumer.properties'] = { rtpParameters: simulcastConsumer.rtpParameters, score: simulcastConsumer.score };
  worker.close();
  process.stdout.write(JSON.stringify(shapes));
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
