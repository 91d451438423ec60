using System.Text.Json;
using Signal.Cascade;
using Signal.Contracts.Messages;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>An audio or video stream of a peer on another node.</summary>
internal sealed record RemoteMedia(string OwnerId, ShardId Shard, JsonElement AppData, ProducerInfo Info, long PublishedAt)
    : MediaStream(OwnerId, Shard, AppData, Info, PublishedAt)
{
    private readonly StreamEnd _end = new();

    /// <inheritdoc/>
    public override bool Closed => _end.HasCome;

    /// <inheritdoc/>
    public override void Close() => _end.Come();

    /// <summary>Whether the client has the codec. Its parameters are compared when the stream is piped: only then are the sender's known here.</summary>
    public override bool SuitsTo(RtpCapabilities capabilities) =>
        capabilities.Codecs.Any(codec => string.Equals(codec.MimeType, Info.MimeType, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override void OnClose(Action handler) => _end.Add(handler);
}

/// <summary>A data stream of a peer on another node.</summary>
internal sealed record RemoteData(string OwnerId, ShardId Shard, JsonElement AppData, ProducerInfo Info) : DataStream(OwnerId, Shard, AppData, Info)
{
    private readonly StreamEnd _end = new();

    /// <inheritdoc/>
    public override bool Closed => _end.HasCome;

    /// <inheritdoc/>
    public override void Close() => _end.Come();

    /// <inheritdoc/>
    public override void OnClose(Action handler) => _end.Add(handler);
}
