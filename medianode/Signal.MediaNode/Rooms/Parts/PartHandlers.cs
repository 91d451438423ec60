using Signal.Contracts.Errors;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>Passes what other nodes send about a room to the room.</summary>
internal sealed class PartHandlers(LinkHandlers handlers, RoomDirectory rooms)
{
    /// <summary>Registers the handlers.</summary>
    public void Register()
    {
        handlers.Handle(PartProtocol.Attach, (link, attach, cancelled) => AcceptAsync(rooms.AttachAsync(link, attach, cancelled)));
        handlers.Handle(PartProtocol.Join, (link, join, _) => AcceptAsync(Get(join.Room).AdmitAsync(link, join.Peer)));
        handlers.Handle(PartProtocol.Reserve, (link, reserve, _) => AcceptAsync(Get(reserve.Room).ReservePublisherAsync(link, reserve.PeerId)));
        handlers.Handle(PartProtocol.Kick, (_, kick, _) => AcceptAsync(Get(kick.Room).KickAsync(kick.PeerId, kick.Reason)));
        handlers.Handle(PartProtocol.Mute, (_, mute, _) => AcceptAsync(Get(mute.Room).MuteAsync(mute.PeerId, mute.Kind, mute.ProducerId)));
        handlers.Handle(PartProtocol.Report, (link, report) => Find(report.Room)?.OnReport(link, report.Change, report.Applied));
        handlers.Handle(PartProtocol.Change, (link, change) => Find(change.Room)?.OnChange(link, change));
        handlers.Handle(PartProtocol.ConnectPipes, ConnectAsync);
        handlers.Handle(PartProtocol.OpenPipe, OpenAsync);
        handlers.Handle(PartProtocol.KeepPipes, (link, keep, _) =>
        {
            Get(keep.Room).ServedPipes.Keep(link, keep);
            return Task.FromResult(new Accepted());
        });
        handlers.Handle(
            PartProtocol.PausePipe,
            (link, pause) => Find(pause.Room)?.ServedPipes.SetSending(link, pause.TransportId, pause.ProducerId, !pause.Paused));
        handlers.Handle(PartProtocol.ClosePipe, (link, close) => Find(close.Room)?.ServedPipes.Close(link, close.TransportId, close.ProducerId));
        handlers.Handle(PartProtocol.PipesClosed, (link, closed) =>
        {
            if (Find(closed.Room) is { } room)
            {
                room.ServedPipes.Close(link, closed.TransportId);
                room.OnPipesClosed(closed.TransportId);
            }
        });
    }

    private async Task<PipesConnected> ConnectAsync(Link link, ConnectPipes request, CancellationToken cancellationToken)
    {
        var room = Get(request.Room);
        var media = await room.FindMediaAsync(request.Shard) ?? throw new SignalException(SignalErrorCode.NotFound, "Shard not found.");
        return await room.ServedPipes.ConnectAsync(link, media, request.Address, cancellationToken);
    }

    private async Task<PipeOpened> OpenAsync(Link link, OpenPipeRequest request, CancellationToken cancellationToken)
    {
        var room = Get(request.Room);
        var stream = await room.FindSentAsync(request.ProducerId) ?? throw new SignalException(SignalErrorCode.NotFound, "Producer not found.");
        return await room.ServedPipes.OpenAsync(link, request.TransportId, stream);
    }

    private Room? Find(RoomKey key) => rooms.Find(key.Tenant, key.RoomId);

    private Room Get(RoomKey key) => Find(key) ?? throw NotOpen();

    private static async Task<Accepted> AcceptAsync(Task act)
    {
        try
        {
            await act;
            return new Accepted();
        }
        catch (MailboxClosedException)
        {
            throw NotOpen();
        }
    }

    private static SignalException NotOpen() => new(SignalErrorCode.NoRoom, "The room is not open on this node.");
}
