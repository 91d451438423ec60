using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Tests.Messages;

public sealed class NodeCommandTests
{
    private static readonly DateTimeOffset Later = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Every_kind_of_command_has_a_name_of_its_own_on_the_wire()
    {
        var kinds = typeof(NodeCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(NodeCommand)) && !type.IsAbstract).ToHashSet();

        var named = Attribute.GetCustomAttributes(typeof(NodeCommand), typeof(JsonDerivedTypeAttribute)).Cast<JsonDerivedTypeAttribute>().ToList();

        Assert.Equal(kinds, named.Select(name => name.DerivedType).ToHashSet());
        Assert.Equal(named.Count, named.Select(name => name.TypeDiscriminator).Distinct().Count());
    }

    [Fact]
    public void Unset_members_are_not_on_the_wire()
    {
        NodeCommand command = new RemoveUser { Id = "1", ExpiresAt = Later, Tenant = "acme", RoomId = "tea", UserId = "ada" };

        using var json = JsonSerializer.SerializeToDocument(command, ContractsJson.Options);

        Assert.Equal(["type", "userId", "tenant", "roomId", "id", "expiresAt"], json.RootElement.EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("expiresAt")]
    [InlineData("tenant")]
    [InlineData("roomId")]
    [InlineData("userId")]
    public void A_command_without_a_member_of_its_envelope_is_refused(string member)
    {
        NodeCommand command = new RemoveUser { Id = "1", ExpiresAt = Later, Tenant = "acme", RoomId = "tea", UserId = "ada" };
        var json = JsonSerializer.SerializeToNode(command, ContractsJson.Options)!.AsObject();
        Assert.Equal(command, json.Deserialize<NodeCommand>(ContractsJson.Options));

        Assert.True(json.Remove(member));

        Assert.Throws<JsonException>(() => json.Deserialize<NodeCommand>(ContractsJson.Options));
    }

    [Fact]
    public void Settings_and_grants_travel_whole()
    {
        var settings = new RoomSettings { MaxParticipants = 4, Codecs = ["video/VP8"], DuplicateUsers = DuplicateUserPolicy.Replace, E2eeRequired = true };
        NodeCommand command = new UpdateRoom { Id = "1", ExpiresAt = Later, Tenant = "acme", RoomId = "tea", Settings = settings, Locked = true };

        var json = JsonSerializer.Serialize(command, ContractsJson.Options);
        var back = Assert.IsType<UpdateRoom>(JsonSerializer.Deserialize<NodeCommand>(json, ContractsJson.Options));

        Assert.Equal(settings.Codecs, back.Settings.Codecs);
        Assert.Equal(settings, back.Settings with { Codecs = settings.Codecs });
    }
}
