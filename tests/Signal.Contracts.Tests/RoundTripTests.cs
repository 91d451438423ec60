using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Tests;

/// <summary>Every type that crosses a process boundary comes back from its JSON as it was.</summary>
public sealed class RoundTripTests
{
    /// <summary>All records of the contracts, also future ones.</summary>
    public static TheoryData<Type> Contracts =>
    [
        .. typeof(NodeReport).Assembly.GetExportedTypes().Where(type =>
            type is { IsClass: true, IsAbstract: false }
            && type.Namespace is "Signal.Contracts.Messages" or "Signal.Contracts.Tokens"
            && Sample.Serialized(type).Any()),
    ];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void It_comes_back_as_it_was(Type type)
    {
        // Messages are read by their base type.
        var declared = type.IsSubclassOf(typeof(RoomEvent)) ? typeof(RoomEvent) : type.IsSubclassOf(typeof(NodeCommand)) ? typeof(NodeCommand) : type;
        var sample = Sample.Of(type);

        var json = JsonSerializer.Serialize(sample, declared, ContractsJson.Options);
        var back = JsonSerializer.Deserialize(json, declared, ContractsJson.Options)!;

        Assert.IsType(type, back);
        Assert.Equivalent(Values(sample), Values(back), strict: true);
        Assert.Equal(json, JsonSerializer.Serialize(back, declared, ContractsJson.Options));
        using var wire = JsonDocument.Parse(json);
        var names = Sample.Serialized(type).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.Equal(names.Order(), wire.RootElement.EnumerateObject().Select(field => field.Name).Where(name => declared == type || name != "type").Order());
    }

    [Fact]
    public void Each_value_of_an_enumeration_has_a_name_that_is_read_again()
    {
        foreach (var value in typeof(NodeReport).Assembly.GetExportedTypes().Where(type => type.IsEnum && type.Namespace != "Signal.Contracts.Errors")
            .SelectMany(type => Enum.GetValues(type).Cast<object>()))
        {
            var json = JsonSerializer.Serialize(value, value.GetType(), ContractsJson.Options);

            Assert.Equal($"\"{JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!)}\"", json);
            Assert.Equal(value, JsonSerializer.Deserialize(json, value.GetType(), ContractsJson.Options));
        }
    }

    [Fact]
    public void Events_and_commands_are_among_them() => Assert.Superset(
        new HashSet<Type> { typeof(NodeReport), typeof(PeerJoined), typeof(RoomLost), typeof(CloseRoom), typeof(SendData), typeof(Grants) },
        Contracts.Select(row => row.Data).ToHashSet());

    private static Dictionary<string, object?> Values(object contract) =>
        Sample.Serialized(contract.GetType()).ToDictionary(property => property.Name, property => property.GetValue(contract));
}
