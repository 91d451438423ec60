import type { types } from 'mediasoup-client';

/** The few numbers of a received stream that matter to a viewer. Counters only grow. */
export interface InboundSummary {
  bytesReceived: number;
  packetsReceived: number;
  packetsLost: number;
  /** In seconds. */
  jitter: number;
  /** Video: pictures decoded since the start. */
  framesDecoded?: number;
  framesPerSecond?: number;
  frameWidth?: number;
  frameHeight?: number;
  freezeCount?: number;
  /** Audio: 0 (silence) to 1. */
  audioLevel?: number;
  /** Audio: grows with loudness and time. */
  totalAudioEnergy?: number;
  /** Audio: samples that had to be made up. */
  concealedSamples?: number;
}

/** Reads the summary out of a browser's report; undefined before the first packet was seen. */
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
