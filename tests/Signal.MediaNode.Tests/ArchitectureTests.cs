using Signal.Testing;

namespace Signal.MediaNode.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Each_folder_uses_only_those_below_it() => Assert.Empty(FolderOrder.Violations(
        typeof(MediaNodeApp).Assembly,
        "Concurrency Machine Node Tls",
        "Messages Telemetry",
        "RoomEvents Tokens Workers",
        "Health Demo Limits",
        "Links",
        "Rooms",
        "Reports Signaling Trace",
        "Drain Warmup",
        "Commands"));

    [Fact]
    public void Each_log_message_has_an_event_id_of_its_own() =>
        Assert.Empty(LogEvents.Duplicates(typeof(MediaNodeApp).Assembly, typeof(Mediasoup.Worker).Assembly, typeof(Bus.BusOptions).Assembly));
}
