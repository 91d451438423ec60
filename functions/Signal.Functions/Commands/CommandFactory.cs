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
    public CloseRoom CloseRoom(string serviceId, string roomId) =>
        new() { Id = Ids.New(), ExpiresAt = LastingExpiry(), Tenant = serviceId, RoomId = roomId };

    /// <summary>Revokes the tokens of a user, all tokens of a room, or one token.</summary>
    public RevokeTokens RevokeTokens(IRoomAddress room, string? userId, string? tokenId) => RevokeTokens(room.ServiceId, room.Id, userId, tokenId);

    /// <summary>Revokes the tokens of a user, all tokens of a room, or one token.</summary>
    public RevokeTokens RevokeTokens(string serviceId, string roomId, string? userId, string? tokenId) => new()
    {
        Id = Ids.New(),
        ExpiresAt = LastingExpiry(),
        Tenant = serviceId,
        RoomId = roomId,
        UserId = userId,
        TokenId = tokenId,
        IssuedBefore = time.GetUtcNow(),
    };

    /// <summary>Sends the settings of a room.</summary>
    public UpdateRoom UpdateRoom(IRoomAddress room, RoomSettings settings, bool locked, string? metadata) => new()
    {
        Id = Ids.New(),
        ExpiresAt = LastingExpiry(),
        Tenant = room.ServiceId,
        RoomId = room.Id,
        Settings = settings,
        Locked = locked,
        Metadata = metadata,
    };

    /// <summary>Removes a user.</summary>
    public RemoveUser RemoveUser(IRoomAddress room, string userId, string? reason) => new()
    {
        Id = Ids.New(),
        ExpiresAt = LastingExpiry(),
        Tenant = room.ServiceId,
        RoomId = room.Id,
        UserId = userId,
        DecidedAt = time.GetUtcNow(),
        Reason = reason,
    };

    /// <summary>Removes a user and refuses its tokens until the ban ends.</summary>
    public RemoveUser Ban(IRoomAddress room, string userId, DateTimeOffset until, long version, string? reason) =>
        RemoveUser(room, userId, reason) with { BannedUntil = until, BanVersion = version };

    /// <summary>Ends a ban.</summary>
    public LiftBan LiftBan(IRoomAddress room, string userId, long version) => new()
    {
        Id = Ids.New(),
        ExpiresAt = LastingExpiry(),
        Tenant = room.ServiceId,
        RoomId = room.Id,
        UserId = userId,
        BanVersion = version,
    };

    /// <summary>Mutes a user, or asks the user to unmute.</summary>
    public SetMuted SetMuted(IRoomAddress room, string userId, bool muted, string? kind, string? producerId) => new()
    {
        Id = Ids.New(),
        ExpiresAt = muted ? LastingExpiry() : Expiry(),
        Tenant = room.ServiceId,
        RoomId = room.Id,
        UserId = userId,
        DecidedAt = time.GetUtcNow(),
        Muted = muted,
        Kind = kind,
        ProducerId = producerId,
    };

    /// <summary>Changes the grants, name or metadata of a user.</summary>
    public UpdateUser UpdateUser(IRoomAddress room, string userId, GrantsPatch? grants, string? name, string? metadata) => new()
    {
        Id = Ids.New(),
        ExpiresAt = LastingExpiry(),
        Tenant = room.ServiceId,
        RoomId = room.Id,
        UserId = userId,
        DecidedAt = time.GetUtcNow(),
        GrantsPatch = grants,
        Name = name,
        Metadata = metadata,
    };

    /// <summary>Sends data to users.</summary>
    public SendData SendData(IRoomAddress room, IReadOnlyList<string>? userIds, string? topic, JsonElement payload) => new()
    {
        Id = Ids.New(),
        ExpiresAt = Expiry(),
        Tenant = room.ServiceId,
        RoomId = room.Id,
        UserIds = userIds,
        Topic = topic,
        Payload = payload,
    };

    /// <summary>Sends a peer to another room. The command expires with the token.</summary>
    public MovePeer MovePeer(IRoomAddress room, string peerId, string targetRoomId, RoomAccess access) => new()
    {
        Id = Ids.New(),
        ExpiresAt = access.ExpiresAt < Expiry() ? access.ExpiresAt : Expiry(),
        Tenant = room.ServiceId,
        RoomId = room.Id,
        PeerId = peerId,
        TargetRoomId = targetRoomId,
        Access = access,
    };

    /// <summary>
    /// Asks the clients of a room to move to its home, which is another node now. The command expires at its deadline: a late one could close
    /// a room that has moved back.
    /// </summary>
    public MigrateRoom MigrateRoom(string serviceId, string roomId)
    {
        var deadline = time.GetUtcNow() + options.Value.MigrateTimeout;
        return new() { Id = Ids.New(), ExpiresAt = deadline, Tenant = serviceId, RoomId = roomId, Deadline = deadline };
    }

    /// <summary>Requests the roster of a room.</summary>
    public ReportRoster ReportRoster(string serviceId, string roomId) =>
        new() { Id = Ids.New(), ExpiresAt = Expiry(), Tenant = serviceId, RoomId = roomId };

    /// <summary>Stops the older process of a node.</summary>
    public Supersede Supersede(long epoch) => new() { Id = Ids.New(), ExpiresAt = Expiry(), Epoch = epoch };

    /// <summary>Drains a node.</summary>
    public Drain Drain(DateTimeOffset deadline) => new() { Id = Ids.New(), ExpiresAt = LastingExpiry(), Deadline = deadline };

    /// <summary>Cancels a drain.</summary>
    public CancelDrain CancelDrain() => new() { Id = Ids.New(), ExpiresAt = LastingExpiry() };

    private DateTimeOffset Expiry() => time.GetUtcNow() + options.Value.TimeToLive;

    private DateTimeOffset LastingExpiry() => time.GetUtcNow() + options.Value.LastingTimeToLive;
}
