using Signal.Contracts.Errors;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>The pipes of a room from this node to others.</summary>
internal sealed class ServedPipes(RoomKey room, RoomServices services)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServedTransport> _transports = new(StringComparer.Ordinal);

    /// <summary>The number of transports.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _transports.Count;
            }
        }
    }

    /// <summary>Creates a transport on a router, and connects it with that of the receiving node.</summary>
    public async Task<PipesConnected> ConnectAsync(Link link, RoomMedia media, PipeAddress receiver, CancellationToken cancellationToken)
    {
        var transport = await services.PipeListening.CreateAsync(media.Router, cancellationToken);
        try
        {
            await PipeListening.ConnectAsync(transport, receiver, cancellationToken);
        }
        catch
        {
            transport.Close();
            throw;
        }

        var id = transport.Id.Value;
        var served = new ServedTransport(room, transport, link, services);
        lock (_lock)
        {
            _transports.Add(id, served);
        }

        served.OnClose(() =>
        {
            lock (_lock)
            {
                _transports.Remove(id);
            }
        });
        return new PipesConnected(id, PipeListening.AddressOf(transport));
    }

    /// <summary>Sends a stream over a transport.</summary>
    public Task<PipeOpened> OpenAsync(Link link, string transportId, RoomStream stream) => Get(link, transportId).OpenAsync(stream);

    /// <summary>Pauses or resumes a stream.</summary>
    public void SetSending(Link link, string transportId, string producerId, bool sending) => Find(link, transportId)?.SetSending(producerId, sending);

    /// <summary>Stops sending a stream.</summary>
    public void Close(Link link, string transportId, string producerId) => Find(link, transportId)?.Close(producerId);

    /// <summary>Closes a transport that the receiving node has closed.</summary>
    public void Close(Link link, string transportId) => Find(link, transportId)?.Close();

    /// <summary>The receiving node has a new link, and still uses the transport.</summary>
    public void Keep(Link link, KeepPipes keep) => Get(link, keep.TransportId).Keep(link, keep.ProducerIds, keep.PausedIds);

    private ServedTransport Get(Link link, string transportId) =>
        Find(link, transportId) ?? throw new SignalException(SignalErrorCode.NotFound, "Transport not found.");

    private ServedTransport? Find(Link link, string transportId)
    {
        lock (_lock)
        {
            return _transports.TryGetValue(transportId, out var transport) && transport.Receiver == link.Remote ? transport : null;
        }
    }
}
