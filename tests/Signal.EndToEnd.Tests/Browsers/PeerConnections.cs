namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>Reads the browser's WebRTC statistics without the SDK: the media that really arrived.</summary>
internal static class PeerConnections
{
    /// <summary>Records every peer connection that the page creates.</summary>
    public const string Recorder = """
        (() => {
          const Native = window.RTCPeerConnection;
          window.__peerConnections = [];
          window.RTCPeerConnection = class extends Native {
            constructor(...args) { super(...args); window.__peerConnections.push(this); }
          };
        })();
        """;

    /// <summary>A function that returns a <see cref="MediaSnapshot"/> as JSON.</summary>
    public const string Read = """
        async () => {
          const inbound = [], protocols = [], relays = [];
          for (const connection of window.__peerConnections) {
            if (connection.connectionState === 'closed') continue;
            const stats = new Map();
            (await connection.getStats()).forEach(s => stats.set(s.id, s));
            for (const s of stats.values()) {
              if (s.type === 'inbound-rtp')
                inbound.push({ track: s.trackIdentifier, kind: s.kind, packets: s.packetsReceived ?? 0, frames: s.framesDecoded ?? 0,
                  height: s.frameHeight ?? 0, energy: s.totalAudioEnergy ?? 0, codec: stats.get(s.codecId)?.mimeType ?? '' });
              if (s.type === 'candidate-pair' && s.nominated && s.state === 'succeeded') {
                const local = stats.get(s.localCandidateId);
                protocols.push(local?.protocol ?? '?');
                relays.push(local?.relayProtocol ?? 'none');
              }
            }
          }
          return JSON.stringify({ inbound, protocols, relays });
        }
        """;
}
