using System.Text.Json;
using Microsoft.Extensions.Options;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Rooms;

namespace Signal.Functions.Commands;

/// <summary>Makes commands and sends them to nodes.</summary>
public sealed class CommandSender(IMessageBus bus, IOptions<CommandsOptions> options, TimeProvider time)
{
    /// <summary>Sends commands to one node, in order.</summary>
    /// <exception cref="BusUnavailableException">The bus did not take them.</exception>
    public Task SendAsync(string nodeId, IReadOnlyList<NodeCommand> commands, CancellationToken cancellationToken) =>
        bus.SendAsync(
            BusEntities.NodeCommands,
            [
                .. commands.Select(command => new BusMessage
                {
                    Body = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Options),
                    MessageId = command.Id,
                    SessionId = nodeId,
                    TimeToLive = options.Value.TimeToLive,
                }),
            ],
            cancellationToken);

    /// <summary>Closes a room.</summary>
    public CloseRoom CloseRoom(RoomEntity room) => CloseRoom(room.ServiceId, room.Id);

    /// <summary>Closes a room that the tables do not know, or know elsewhere.</summary>
    public CloseRoom CloseRoom(string serviceId, string roomId) =>
        new() { Id = Ids.New(), ExpiresAt = Expiry(), Tenant = serviceId, RoomId = roomId };

    /// <summary>Refuses the tokens of a user, of everybody, or one token.</summary>
    public RevokeTokens RevokeTokens(RoomEntity room, string? userId, string? tokenId) => RevokeTokens(room.ServiceId, room.Id, userId, tokenId);

    /// <summary>Refuses the tokens of a user, of everybody, or one token.</summary>
    public RevokeTokens RevokeTokens(string serviceId, string roomId, string? userId, string? tokenId) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = serviceId, RoomId = roomId, UserId = userId, TokenId = tokenId, IssuedBefore = time.GetUtcNow(),
    };

    /// <summary>Tells a room's settings.</summary>
    public UpdateRoom UpdateRoom(RoomEntity room) => new()
    {
        Id = Ids.New(),
        ExpiresAt = Expiry(),
        Tenant = room.ServiceId,
        RoomId = room.Id,
        Settings = room.Spec.ToSettings(),
        Locked = room.Spec.Locked,
        Metadata = room.Spec.Metadata,
    };

    /// <summary>Removes a user, or bans it.</summary>
    public RemoveUser RemoveUser(RoomEntity room, string userId, DateTimeOffset? bannedUntil, string? reason) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserId = userId, BannedUntil = bannedUntil, Reason = reason,
    };

    /// <summary>Mutes a user, or asks it to unmute.</summary>
    public SetMuted SetMuted(RoomEntity room, string userId, bool muted, string? kind, string? producerId) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserId = userId, Muted = muted, Kind = kind, ProducerId = producerId,
    };

    /// <summary>Changes a user.</summary>
    public UpdateUser UpdateUser(RoomEntity room, string userId, Grants? grants, string? name, string? metadata) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserId = userId, Grants = grants, Name = name, Metadata = metadata,
    };

    /// <summary>Sends data to users.</summary>
    public SendData SendData(RoomEntity room, IReadOnlyList<string>? userIds, string? topic, JsonElement payload) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserIds = userIds, Topic = topic, Payload = payload,
    };

    /// <summary>Asks who is in a room.</summary>
    public ReportRoster ReportRoster(string serviceId, string roomId) =>
        new() { Id = Ids.New(), ExpiresAt = Expiry(), Tenant = serviceId, RoomId = roomId };

    /// <summary>Drains a node.</summary>
    public Drain Drain(DateTimeOffset deadline) => new() { Id = Ids.New(), ExpiresAt = Expiry(), Deadline = deadline };

    /// <summary>Ends a drain.</summary>
    public CancelDrain CancelDrain() => new() { Id = Ids.New(), ExpiresAt = Expiry() };

    private DateTimeOffset Expiry() => time.GetUtcNow() + options.Value.TimeToLive;
}
