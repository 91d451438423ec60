// A WebRTC endpoint on an independent stack (werift), driven by JSON lines on stdin; answers and events go to stdout.
// Argument: the folder that holds node_modules/werift.
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';

const require = createRequire(path.join(process.argv[2], 'package.json'));
const { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } = require('werift');

const codecs = {
  audio: { mimeType: 'audio/opus', clockRate: 48000, channels: 2, payloadType: 111 },
  video: { mimeType: 'video/VP8', clockRate: 90000, payloadType: 96 },
};
const tracks = [];
const channels = new Map();
let peer;

const say = message => process.stdout.write(`${JSON.stringify(message)}\n`);

function create() {
  peer = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv6: false,
    iceInterfaceAddresses: { udp4: '127.0.0.1' },
    codecs: { audio: [new RTCRtpCodecParameters(codecs.audio)], video: [new RTCRtpCodecParameters(codecs.video)] },
  });
  peer.connectionStateChange.subscribe(state => say({ event: 'state', state }));
}

function addChannel({ id, label, protocol, ordered = true, maxRetransmits, maxPacketLifeTime }) {
  const channel = peer.createDataChannel(label, { negotiated: true, id, protocol, ordered, maxRetransmits, maxPacketLifeTime });
  channel.stateChanged.subscribe(state => say({ event: 'channel', id, state }));
  channel.onMessage.subscribe(message => say({
    event: 'message',
    id,
    text: typeof message === 'string' ? message : undefined,
    binary: typeof message === 'string' ? undefined : message.toString('base64'),
  }));
  channels.set(id, channel);
}

// The m-section with which the router answers one that the peer offers, or offers one of its own.
function section({ media, direction, ssrc, mid }, transport, setup) {
  const codec = codecs[media];
  const common = [
    'c=IN IP4 127.0.0.1',
    `a=mid:${mid}`,
    `a=ice-ufrag:${transport.iceParameters.usernameFragment}`,
    `a=ice-pwd:${transport.iceParameters.password}`,
    ...transport.iceCandidates.filter(({ protocol }) => protocol === 'udp').map(candidate =>
      `a=candidate:${candidate.foundation} 1 udp ${candidate.priority} ${candidate.address ?? candidate.ip} ${candidate.port} typ host`),
    'a=end-of-candidates',
    ...transport.dtlsParameters.fingerprints.filter(({ algorithm }) => algorithm === 'sha-256').map(fingerprint =>
      `a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`),
    `a=setup:${setup}`,
  ];
  return media === 'data'
    ? [
        'm=application 7 UDP/DTLS/SCTP webrtc-datachannel',
        ...common,
        `a=sctp-port:${transport.sctpParameters.port}`,
        `a=max-message-size:${transport.sctpParameters.maxMessageSize}`,
      ]
    : [
        `m=${media} 7 UDP/TLS/RTP/SAVPF ${codec.payloadType}`,
        ...common,
        `a=${direction}`,
        'a=rtcp-mux',
        `a=rtpmap:${codec.payloadType} ${codec.mimeType.split('/')[1]}/${codec.clockRate}${codec.channels ? `/${codec.channels}` : ''}`,
        ...(ssrc ? [`a=ssrc:${ssrc} cname:router`] : []),
      ];
}

function description(sections, transport, setup) {
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${sections.map(({ mid }) => mid).join(' ')}`,
    ...sections.flatMap(one => section(one, transport, setup)),
    '',
  ].join('\r\n');
}

function dtlsParameters(sdp) {
  const [, algorithm, value] = /a=fingerprint:(\S+) (\S+)/.exec(sdp);
  return { role: 'client', fingerprints: [{ algorithm, value }] };
}

const mids = sdp => [...sdp.matchAll(/a=mid:(\S+)/g)].map(([, mid]) => mid);

const requests = {
  // The peer offers tracks to send and data channels; the answer is what the router needs to connect and to produce.
  async send({ transport, media = [], dataChannels = [] }) {
    create();
    for (const kind of media) {
      const track = new MediaStreamTrack({ kind });
      const { sender } = peer.addTransceiver(track, { direction: 'sendonly' });
      tracks.push({ kind, track, sender });
    }
    dataChannels.forEach(addChannel);
    const offer = await peer.createOffer();
    await peer.setLocalDescription(offer);
    const { sdp } = peer.localDescription;
    const sections = mids(sdp).map((mid, index) => ({ mid, media: media[index] ?? 'data', direction: 'recvonly' }));
    connect({ type: 'answer', sdp: description(sections, transport, 'passive') });
    return {
      dtlsParameters: dtlsParameters(sdp),
      rtpParameters: tracks.map(({ kind, sender }, index) => ({
        mid: sections[index].mid,
        codecs: [codecs[kind]],
        encodings: [{ ssrc: sender.ssrc }],
        rtcp: { cname: 'peer' },
      })),
    };
  },

  // The router offers consumers and data channels.
  async receive({ transport, consumers = [], dataChannels = [] }) {
    create();
    peer.onTrack.subscribe(track => track.onReceiveRtp.subscribe(packet => say({
      event: 'rtp',
      kind: track.kind,
      ssrc: packet.header.ssrc,
      payloadType: packet.header.payloadType,
      payload: packet.payload.toString('base64'),
    })));
    const sections = consumers.map(({ kind, rtpParameters }, index) => {
      codecs[kind].payloadType = rtpParameters.codecs[0].payloadType;
      return { mid: `${index}`, media: kind, direction: 'sendonly', ssrc: rtpParameters.encodings[0].ssrc };
    });
    if (dataChannels.length > 0) sections.push({ mid: `${sections.length}`, media: 'data' });
    await peer.setRemoteDescription({ type: 'offer', sdp: description(sections, transport, 'actpass') });
    dataChannels.forEach(addChannel);
    const answer = await peer.createAnswer();
    peer.setLocalDescription(answer).catch(error => say({ event: 'error', message: `${error}` }));
    return { dtlsParameters: dtlsParameters(answer.sdp) };
  },

  // One packet of the track with that index.
  async rtp({ track, sequenceNumber, timestamp, payload }) {
    const { track: target } = tracks[track];
    target.writeRtp(new RtpPacket(new RtpHeader({ payloadType: 0, sequenceNumber, timestamp, marker: true }), Buffer.from(payload, 'base64')));
  },

  async message({ id, text, binary }) {
    channels.get(id).send(text ?? Buffer.from(binary, 'base64'));
  },
};

function connect(remote) {
  peer.setRemoteDescription(remote).catch(error => say({ event: 'error', message: `${error}` }));
}

readline.createInterface({ input: process.stdin })
  .on('line', async line => {
    const { request, ...data } = JSON.parse(line);
    try {
      say({ answer: (await requests[request](data)) ?? {} });
    } catch (error) {
      say({ failure: `${error.stack}` });
    }
  })
  .on('close', () => process.exit(0));
