using System.Text.Json;
using Signal.Testing;

namespace Signal.Functions.Tests.Events;

/// <summary>The order of the events of a room.</summary>
public sealed class SessionOrderTests
{
    // The session processor of the SDK delivers the messages that it has prefetched before the one that failed, whose events are outdated then.
    [Fact]
    public void A_message_that_failed_is_delivered_before_those_after_it()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("host.json")));

        Assert.Equal(0, host.RootElement.GetProperty("extensions").GetProperty("serviceBus").GetProperty("prefetchCount").GetInt32());
    }
}
