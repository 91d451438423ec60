import type { types } from 'mediasoup-client';

/** Summary statistics of a received stream. Counters are cumulative. */
export interface InboundSummary {
  bytesReceived: number;
  packetsReceived: number;
  packetsLost: number;
  /** In seconds. */
  jitter: number;
  /** Video: number of decoded frames. */
  framesDecoded?: number;
  framesPerSecond?: number;
  frameWidth?: number;
  frameHeight?: number;
  freezeCount?: number;
  /** Audio: 0 (silence) to 1. */
  audioLevel?: number;
  /** Audio: cumulative energy, grows with loudness and time. */
  totalAudioEnergy?: number;
  /** Audio: number of concealed samples. */
  concealedSamples?: number;
}

/** Extracts the summary from a browser's report; undefined before the first packet. */
export function inboundSummary(report: RTCStatsReport, kind: types.MediaKind): InboundSummary | undefined {
  for (const stat of report.values() as Iterable<InboundStat>) {
    if (stat.type === 'inbound-rtp' && stat.kind === kind) {
      return kind === 'video' ? video(stat) : audio(stat);
    }
  }
  return undefined;
}

type InboundStat = Partial<InboundSummary> & { type: string; kind?: string };

function transfer(stat: InboundStat): InboundSummary {
  return {
    bytesReceived: stat.bytesReceived ?? 0,
    packetsReceived: stat.packetsReceived ?? 0,
    packetsLost: stat.packetsLost ?? 0,
    jitter: stat.jitter ?? 0,
  };
}

function video(stat: InboundStat): InboundSummary {
  return {
    ...transfer(stat),
    framesDecoded: stat.framesDecoded ?? 0,
    framesPerSecond: stat.framesPerSecond ?? 0,
    frameWidth: stat.frameWidth ?? 0,
    frameHeight: stat.frameHeight ?? 0,
    freezeCount: stat.freezeCount ?? 0,
  };
}

function audio(stat: InboundStat): InboundSummary {
  return {
    ...transfer(stat),
    audioLevel: stat.audioLevel ?? 0,
    totalAudioEnergy: stat.totalAudioEnergy ?? 0,
    concealedSamples: stat.concealedSamples ?? 0,
  };
}
