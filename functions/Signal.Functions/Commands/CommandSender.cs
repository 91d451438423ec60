using System.Text.Json;
using Microsoft.Extensions.Options;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Commands;

/// <summary>Makes commands and sends them to nodes.</summary>
public sealed class CommandSender(IMessageBus bus, IOptions<CommandsOptions> options, TimeProvider time)
{
    // A message holds 256 KB on the Standard tier, its properties included.
    private const int MaxBytes = 240 * 1024;

    /// <summary>Sends commands to one node, in order.</summary>
    /// <exception cref="ProblemException">413: a command is larger than a message may be.</exception>
    /// <exception cref="BusUnavailableException">The bus did not take them within <see cref="CommandsOptions.SendTimeout"/>.</exception>
    public async Task SendAsync(string nodeId, IReadOnlyList<NodeCommand> commands, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.SendTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await bus.SendAsync(BusEntities.NodeCommands, [.. commands.Select(command => Message(nodeId, command))], linked.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BusUnavailableException($"The bus did not take a command within {options.Value.SendTimeout.TotalSeconds:0.#} s.", e);
        }
    }

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

    /// <summary>Removes a user.</summary>
    public RemoveUser RemoveUser(RoomEntity room, string userId, string? reason) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserId = userId, Reason = reason,
    };

    /// <summary>Removes a user, and lets none of its tokens in until the ban ends.</summary>
    public RemoveUser Ban(RoomEntity room, string userId, DateTimeOffset until, long version, string? reason) =>
        RemoveUser(room, userId, reason) with { BannedUntil = until, BanVersion = version };

    /// <summary>Ends a ban.</summary>
    public LiftBan LiftBan(RoomEntity room, string userId, long version) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserId = userId, BanVersion = version,
    };

    /// <summary>Mutes a user, or asks it to unmute.</summary>
    public SetMuted SetMuted(RoomEntity room, string userId, bool muted, string? kind, string? producerId) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserId = userId, Muted = muted, Kind = kind, ProducerId = producerId,
    };

    /// <summary>Changes a user.</summary>
    public UpdateUser UpdateUser(RoomEntity room, string userId, GrantsPatch? grants, string? name, string? metadata) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserId = userId, GrantsPatch = grants, Name = name, Metadata = metadata,
    };

    /// <summary>Sends data to users.</summary>
    public SendData SendData(RoomEntity room, IReadOnlyList<string>? userIds, string? topic, JsonElement payload) => new()
    {
        Id = Ids.New(), ExpiresAt = Expiry(), Tenant = room.ServiceId, RoomId = room.Id, UserIds = userIds, Topic = topic, Payload = payload,
    };

    /// <summary>Asks who is in a room.</summary>
    public ReportRoster ReportRoster(string serviceId, string roomId) =>
        new() { Id = Ids.New(), ExpiresAt = Expiry(), Tenant = serviceId, RoomId = roomId };

    /// <summary>Ends the older process of a node.</summary>
    public Supersede Supersede(long epoch) => new() { Id = Ids.New(), ExpiresAt = Expiry(), Epoch = epoch };

    /// <summary>Drains a node.</summary>
    public Drain Drain(DateTimeOffset deadline) => new() { Id = Ids.New(), ExpiresAt = Expiry(), Deadline = deadline };

    /// <summary>Ends a drain.</summary>
    public CancelDrain CancelDrain() => new() { Id = Ids.New(), ExpiresAt = Expiry() };

    private BusMessage Message(string nodeId, NodeCommand command)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Options);
        return body.Length <= MaxBytes
            ? new BusMessage { Body = body, MessageId = command.Id, SessionId = nodeId, TimeToLive = options.Value.TimeToLive }
            : throw Problems.TooLarge(MaxBytes).AsException();
    }

    private DateTimeOffset Expiry() => time.GetUtcNow() + options.Value.TimeToLive;
}
