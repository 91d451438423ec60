// A signalling server as small as mediasoup-demo's: rooms over protoo, with the objects that a room of mediasoup-demo has in its worker
// (router, audio level and active speaker observers; per peer two WebRTC transports, producers, paused consumers that are resumed when
// the client has accepted them), without its bot and its data channels. Prints its port. Environment: PACKAGES, the folder that holds
// node_modules; MEDIASOUP_WORKER_BIN.
'use strict';

const http = require('node:http');
const path = require('node:path');
const { URL } = require('node:url');

const packages = path.join(process.env.PACKAGES, 'node_modules');
const mediasoup = require(path.join(packages, 'mediasoup'));
const protoo = require(path.join(packages, 'protoo-server'));

const mediaCodecs = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90000, parameters: { 'profile-id': 2 } },
  { kind: 'video', mimeType: 'video/h264', clockRate: 90000, parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 } },
];
const rooms = new Map();

class Room {
  static async create(worker, webRtcServer, id) {
    const router = await worker.createRouter({ mediaCodecs });
    const levels = await router.createAudioLevelObserver({ maxEntries: 1, threshold: -80, interval: 800 });
    const speaker = await router.createActiveSpeakerObserver();
    return new Room(id, router, webRtcServer, levels, speaker);
  }

  constructor(id, router, webRtcServer, levels, speaker) {
    Object.assign(this, { id, router, webRtcServer, levels, speaker, protoo: new protoo.Room() });
    levels.on('volumes', ([{ producer, volume }]) => this.broadcast('activeSpeaker', { peerId: producer.appData.peerId, volume }));
    levels.on('silence', () => this.broadcast('activeSpeaker', { peerId: null }));
  }

  joined(except) {
    return this.protoo.peers.filter(peer => peer.data.joined && peer !== except);
  }

  broadcast(method, data, except) {
    for (const peer of this.joined(except)) peer.notify(method, data).catch(() => {});
  }

  add(peerId, transport) {
    const peer = this.protoo.createPeer(peerId, transport);
    Object.assign(peer.data, { joined: false, transports: new Map(), producers: new Map(), consumers: new Map() });
    peer.on('request', ({ method, data }, accept, reject) => this.handle(peer, method, data, accept).catch(reject));
    peer.on('close', () => {
      if (peer.data.joined) this.broadcast('peerClosed', { peerId }, peer);
      for (const transport of peer.data.transports.values()) transport.close();
      if (this.protoo.peers.length === 0) {
        rooms.delete(this.id);
        this.router.close();
      }
    });
  }

  async handle(peer, method, data, accept) {
    switch (method) {
      case 'getRouterRtpCapabilities':
        return accept(this.router.rtpCapabilities);
      case 'createWebRtcTransport':
        return accept(await this.createTransport(peer, data));
      case 'connectWebRtcTransport':
        await peer.data.transports.get(data.transportId).connect({ dtlsParameters: data.dtlsParameters });
        return accept({});
      case 'join':
        return this.join(peer, data, accept);
      case 'produce':
        return accept({ id: await this.produce(peer, data) });
      case 'leave':
        accept({});
        return peer.close();
      case 'sendData':
        accept({});
        return this.broadcast('roomData', data);
      default:
        throw new Error(`unknown method ${method}`);
    }
  }

  async createTransport(peer, { consuming, sctpCapabilities }) {
    const transport = await this.router.createWebRtcTransport({
      webRtcServer: this.webRtcServer,
      initialAvailableOutgoingBitrate: 1000000,
      maxSctpMessageSize: 262144,
      enableSctp: Boolean(sctpCapabilities),
      numSctpStreams: sctpCapabilities?.numStreams,
      appData: { consuming },
    });
    transport.on('icestatechange', () => {});
    transport.on('dtlsstatechange', () => {});
    if (consuming) await transport.enableTraceEvent(['bwe']);
    transport.on('trace', trace => {
      if (trace.type === 'bwe' && trace.direction === 'out') peer.notify('downlinkBwe', trace.info).catch(() => {});
    });
    peer.data.transports.set(transport.id, transport);
    const { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport;
    return { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters };
  }

  join(peer, { device, displayName, metadata, rtpCapabilities }, accept) {
    Object.assign(peer.data, { joined: true, device, displayName, metadata, rtpCapabilities });
    const others = this.joined(peer);
    const card = ({ id, data }) => ({ id, displayName: data.displayName, device: data.device, metadata: data.metadata });
    accept({ peers: others.map(card) });
    for (const other of others) {
      for (const producer of other.data.producers.values()) this.consume(peer, other, producer);
    }
    this.broadcast('newPeer', card(peer), peer);
  }

  async produce(peer, { transportId, kind, rtpParameters, appData }) {
    const producer = await peer.data.transports.get(transportId).produce({ kind, rtpParameters, appData: { ...appData, peerId: peer.id } });
    peer.data.producers.set(producer.id, producer);
    producer.on('score', score => peer.notify('producerScore', { producerId: producer.id, score }).catch(() => {}));
    for (const other of this.joined(peer)) this.consume(other, peer, producer);
    if (kind === 'audio') {
      this.levels.addProducer({ producerId: producer.id }).catch(() => {});
      this.speaker.addProducer({ producerId: producer.id }).catch(() => {});
    }
    return producer.id;
  }

  async consume(peer, owner, producer) {
    const { rtpCapabilities, transports, consumers } = peer.data;
    const transport = [...transports.values()].find(candidate => candidate.appData.consuming);
    if (!transport || !rtpCapabilities || !this.router.canConsume({ producerId: producer.id, rtpCapabilities })) return;
    try {
      const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities, paused: true });
      consumers.set(consumer.id, consumer);
      const closed = () => {
        consumers.delete(consumer.id);
        peer.notify('consumerClosed', { consumerId: consumer.id }).catch(() => {});
      };
      consumer.on('transportclose', () => consumers.delete(consumer.id));
      consumer.on('producerclose', closed);
      consumer.on('producerpause', () => peer.notify('consumerPaused', { consumerId: consumer.id }).catch(() => {}));
      consumer.on('producerresume', () => peer.notify('consumerResumed', { consumerId: consumer.id }).catch(() => {}));
      consumer.on('score', score => peer.notify('consumerScore', { consumerId: consumer.id, score }).catch(() => {}));
      consumer.on('layerschange', layers => peer.notify('consumerLayersChanged', { consumerId: consumer.id, ...layers }).catch(() => {}));
      await peer.request('newConsumer', {
        peerId: owner.id, producerId: producer.id, id: consumer.id, kind: consumer.kind, rtpParameters: consumer.rtpParameters,
        type: consumer.type, appData: producer.appData, producerPaused: consumer.producerPaused,
      });
      await consumer.resume();
      peer.notify('consumerScore', { consumerId: consumer.id, score: consumer.score }).catch(() => {});
    } catch {
      // The peer or the producer was closed meanwhile.
    }
  }
}

async function main() {
  const worker = await mediasoup.createWorker();
  const webRtcServer = await worker.createWebRtcServer({ listenInfos: ['udp', 'tcp'].map(protocol => ({ protocol, ip: '127.0.0.1' })) });
  const server = http.createServer();
  const sockets = new protoo.WebSocketServer(server, { maxReceivedFrameSize: 960000, maxReceivedMessageSize: 960000, fragmentOutgoingMessages: true, fragmentationThreshold: 960000 });
  sockets.on('connectionrequest', (info, accept, reject) => {
    const { searchParams } = new URL(info.request.url, 'http://localhost');
    const id = searchParams.get('roomId');
    if (!rooms.has(id)) rooms.set(id, Room.create(worker, webRtcServer, id));
    rooms.get(id).then(room => room.add(searchParams.get('peerId'), accept()), error => reject(error));
  });
  server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
}

main();
