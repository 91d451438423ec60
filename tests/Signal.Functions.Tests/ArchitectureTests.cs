using Signal.Testing;

namespace Signal.Functions.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Each_folder_uses_only_those_below_it() => Assert.Empty(FolderOrder.Violations(
        typeof(FunctionsApp).Assembly,
        "Secrets Telemetry Storage",
        "Http",
        "Services Health",
        "Signing Commands Changes Turn",
        "Nodes Rooms",
        "Participants Placement Scaling",
        "Tokens",
        "Events Webhooks Nuve Moves",
        "OpenApi Limits AdminPage"));

    [Fact]
    public void Each_log_message_has_an_event_id_of_its_own() =>
        Assert.Empty(LogEvents.Duplicates(typeof(FunctionsApp).Assembly, typeof(Bus.BusOptions).Assembly));
}
