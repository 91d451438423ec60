using NetArchTest.Rules;

namespace Signal.Mediasoup.Tests;

/// <summary>
/// Allowed dependencies. The objects (workers, routers, transports, producers, consumers) own each other and share a namespace with
/// the types that applications see; below them lie the parts that know none of them.
/// </summary>
public sealed class ArchitectureTests
{
    private static readonly Types Library = Types.InAssembly(typeof(Worker).Assembly);

    private static readonly string[] Objects =
    [
        .. typeof(Worker).Assembly.GetTypes()
            .Where(type => type == typeof(Worker)
                || typeof(WorkerObject).IsAssignableFrom(type)
                || typeof(WorkerObjectObserver).IsAssignableFrom(type))
            .Select(type => type.FullName!),
    ];

    [Theory]
    [InlineData("Signal.Mediasoup.Channel")]
    [InlineData("Signal.Mediasoup.Ortc")]
    [InlineData("Signal.Mediasoup.Wire")]
    public void The_parts_below_know_no_object(string part) => Holds(part, Objects);

    [Fact]
    public void Negotiation_knows_neither_channel_nor_wire() =>
        Holds("Signal.Mediasoup.Ortc", "Signal.Mediasoup.Channel", "Signal.Mediasoup.Wire", "FBS", "Google.FlatBuffers");

    [Fact]
    public void The_channel_knows_neither_negotiation_nor_wire() =>
        Holds("Signal.Mediasoup.Channel", "Signal.Mediasoup.Ortc", "Signal.Mediasoup.Wire");

    private static void Holds(string part, params string[] others)
    {
        var result = Library.That().ResideInNamespace(part).ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(result.IsSuccessful, $"{part} uses {string.Join(", ", others)} in {string.Join(", ", result.FailingTypeNames ?? [])}");
    }
}
