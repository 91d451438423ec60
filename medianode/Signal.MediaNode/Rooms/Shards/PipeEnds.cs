using Signal.MediaNode.Workers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Shards;

/// <summary>What a pipe connects.</summary>
/// <param name="Stream">The stream, with the router of its owner.</param>
/// <param name="To">The router of the receivers.</param>
internal sealed record PipeEnds(RoomStream Stream, RoomMedia To)
{
    /// <summary>The options of the pipe. Messages over it can be as large as those between a client and a worker.</summary>
    public PipeToRouterOptions Options(TransportSettings transports) => new()
    {
        Router = To.Router,
        ProducerId = (Stream as MediaStream)?.Producer.Id,
        DataProducerId = (Stream as DataStream)?.Producer.Id,
        MaxSendMessageSize = transports.MaxDataMessageBytes,
        MaxReceiveMessageSize = transports.MaxDataMessageBytes,
    };
}
