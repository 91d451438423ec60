using System.Text.Json;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.Functions.Commands;

/// <summary>
/// Creates commands to nodes, each with its own id. Those with a lasting effect outlive an outage of the node's link to the bus
/// (<see cref="CommandsOptions.LastingTimeToLive"/>); a node executes them safely late: they have versions or times.
/// </summary>
public sealed class CommandFactory(IOptions<CommandsOptions> options, TimeProvider time)
{
    /// <summary>Closes a room.</summary>
    public CloseRoom CloseRoom(IRoomAddress room) => CloseRoom(room.ServiceId, room.Id);

    /// <summary>Closes a room that is not in the tables, or whose home is another node.</summary>
    public CloseRoom CloseRoom(string serviceId, string roomId) => Lasting(serviceId, roomId, new CloseRoom());

    /// <summary>Revokes the tokens of a user, all tokens of a room, or one token.</summary>
    public RevokeTokens RevokeTokens(IRoomAddress room, string? userId, string? tokenId) => RevokeTokens(room.ServiceId, room.Id, userId, tokenId);

    /// <summary>Revokes the tokens of a user, all tokens of a room, or one token.</summary>
    public RevokeTokens RevokeTokens(string serviceId, string roomId, string? userId, string? tokenId) =>
        Lasting(serviceId, roomId, new RevokeTokens { UserId = userId, TokenId = tokenId, IssuedBefore = time.GetUtcNow() });

    /// <summary>Sends the settings of a room.</summary>
    public UpdateRoom UpdateRoom(IRoomAddress room, RoomSettings settings, bool locked, string? metadata) =>
        Lasting(room, new UpdateRoom { Settings = settings, Locked = locked, Metadata = metadata });

    /// <summary>Removes a user.</summary>
    public RemoveUser RemoveUser(IRoomAddress room, string userId, string? reason) =>
        Lasting(room, new RemoveUser { UserId = userId, DecidedAt = time.GetUtcNow(), Reason = reason });

    /// <summary>Removes a user and refuses its tokens until the ban ends.</summary>
    public RemoveUser Ban(IRoomAddress room, string userId, DateTimeOffset until, long version, string? reason) =>
        RemoveUser(room, userId, reason) with { BannedUntil = until, BanVersion = version };

    /// <summary>Ends a ban.</summary>
    public LiftBan LiftBan(IRoomAddress room, string userId, long version) => Lasting(room, new LiftBan { UserId = userId, BanVersion = version });

    /// <summary>Mutes a user, or asks the user to unmute.</summary>
    public SetMuted SetMuted(IRoomAddress room, string userId, bool muted, string? kind, string? producerId)
    {
        var command = new SetMuted { UserId = userId, DecidedAt = time.GetUtcNow(), Muted = muted, Kind = kind, ProducerId = producerId };
        return muted ? Lasting(room, command) : Brief(room, command);
    }

    /// <summary>Changes the grants, name or metadata of a user.</summary>
    public UpdateUser UpdateUser(IRoomAddress room, string userId, GrantsPatch? grants, string? name, string? metadata) =>
        Lasting(room, new UpdateUser { UserId = userId, DecidedAt = time.GetUtcNow(), GrantsPatch = grants, Name = name, Metadata = metadata });

    /// <summary>Sends data to users.</summary>
    public SendData SendData(IRoomAddress room, IReadOnlyList<string>? userIds, string? topic, JsonElement payload) =>
        Brief(room, new SendData { UserIds = userIds, Topic = topic, Payload = payload });

    /// <summary>Sends a peer to another room. The command expires with the token.</summary>
    public MovePeer MovePeer(IRoomAddress room, string peerId, string targetRoomId, RoomAccess access)
    {
        var command = Brief(room, new MovePeer { PeerId = peerId, TargetRoomId = targetRoomId, Access = access });
        return access.ExpiresAt < command.ExpiresAt ? command with { ExpiresAt = access.ExpiresAt } : command;
    }

    /// <summary>
    /// Asks the clients of a room to move to its home, which is another node now. The command expires at its deadline: a late one could close
    /// a room that has moved back.
    /// </summary>
    public MigrateRoom MigrateRoom(string serviceId, string roomId)
    {
        var deadline = time.GetUtcNow() + options.Value.MigrateTimeout;
        return Address(serviceId, roomId, new MigrateRoom { Deadline = deadline }, deadline);
    }

    /// <summary>Notifies a node of a room that another one is its home now.</summary>
    public ChangeHome ChangeHome(IRoomAddress room, RoomHome home) => Lasting(room, new ChangeHome { Home = home });

    /// <summary>Requests the roster of a room.</summary>
    public ReportRoster ReportRoster(string serviceId, string roomId) => Address(serviceId, roomId, new ReportRoster(), Expiry());

    /// <summary>Stops the older process of a node.</summary>
    public Supersede Supersede(long epoch) => new() { Id = Ids.New(), ExpiresAt = Expiry(), Epoch = epoch };

    /// <summary>Drains a node.</summary>
    public Drain Drain(DateTimeOffset deadline) => new() { Id = Ids.New(), ExpiresAt = LastingExpiry(), Deadline = deadline };

    /// <summary>Cancels a drain.</summary>
    public CancelDrain CancelDrain() => new() { Id = Ids.New(), ExpiresAt = LastingExpiry() };

    private T Lasting<T>(IRoomAddress room, T payload)
        where T : RoomCommand => Lasting(room.ServiceId, room.Id, payload);

    private T Lasting<T>(string serviceId, string roomId, T payload)
        where T : RoomCommand => Address(serviceId, roomId, payload, LastingExpiry());

    private T Brief<T>(IRoomAddress room, T payload)
        where T : RoomCommand => Address(room.ServiceId, room.Id, payload, Expiry());

    private static T Address<T>(string serviceId, string roomId, T payload, DateTimeOffset expiresAt)
        where T : RoomCommand =>
        (T)((RoomCommand)payload with { Id = Ids.New(), ExpiresAt = expiresAt, Tenant = serviceId, RoomId = roomId });

    private DateTimeOffset Expiry() => time.GetUtcNow() + options.Value.TimeToLive;

    private DateTimeOffset LastingExpiry() => time.GetUtcNow() + options.Value.LastingTimeToLive;
}
