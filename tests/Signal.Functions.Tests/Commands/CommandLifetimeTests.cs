using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Functions.Commands;
using Signal.Functions.Rooms;

namespace Signal.Functions.Tests.Commands;

/// <summary>How long commands wait for a node that cannot reach the bus.</summary>
public sealed class CommandLifetimeTests
{
    private static readonly CommandsOptions Options = new();
    private static readonly FakeTimeProvider Time = new();
    private static readonly RoomEntity Room = new() { PartitionKey = "service", RowKey = "room" };
    private static readonly CommandFactory Factory = new(Microsoft.Extensions.Options.Options.Create(Options), Time);

    [Fact]
    public void Commands_with_a_lasting_effect_outlive_an_outage() => Assert.All(
        (NodeCommand[])
        [
            Factory.CloseRoom(Room),
            Factory.RevokeTokens(Room, "user", tokenId: null),
            Factory.UpdateRoom(Room, new RoomSettings(), locked: false, metadata: null),
            Factory.RemoveUser(Room, "user", reason: null),
            Factory.Ban(Room, "user", Time.GetUtcNow(), version: 1, reason: null),
            Factory.LiftBan(Room, "user", version: 1),
            Factory.SetMuted(Room, "user", muted: true, kind: null, producerId: null),
            Factory.UpdateUser(Room, "user", grants: null, name: "name", metadata: null),
            Factory.Drain(Time.GetUtcNow()),
            Factory.CancelDrain(),
        ],
        command => Assert.Equal(Time.GetUtcNow() + Options.LastingTimeToLive, command.ExpiresAt));

    [Fact]
    public void Other_commands_expire_soon() => Assert.All(
        (NodeCommand[])
        [
            Factory.SetMuted(Room, "user", muted: false, kind: null, producerId: null),
            Factory.SendData(Room, userIds: null, topic: null, JsonSerializer.SerializeToElement(1)),
            Factory.MigrateRoom("service", "room"),
            Factory.ReportRoster("service", "room"),
            Factory.Supersede(epoch: 1),
        ],
        command => Assert.True(command.ExpiresAt <= Time.GetUtcNow() + Options.TimeToLive));

    [Fact]
    public void Commands_about_users_say_when_they_were_decided() => Assert.All(
        (UserCommand[])
        [
            Factory.RemoveUser(Room, "user", reason: null),
            Factory.SetMuted(Room, "user", muted: true, kind: null, producerId: null),
            Factory.UpdateUser(Room, "user", grants: null, name: "name", metadata: null),
        ],
        command => Assert.True(command.AppliesTo(Time.GetUtcNow()) && !command.AppliesTo(Time.GetUtcNow() + UserCommand.Tolerance)));
}
