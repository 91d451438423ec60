using System.Text.Json;
using Signal.Testing;

namespace Signal.ServiceBusEmulator.Tests;

public sealed class OfficialConfigTests
{
    [Fact]
    public async Task The_container_emulator_gets_the_same_queues()
    {
        await using var process = ServiceBusEmulatorProcess.Run("--entities", ServiceBusEmulatorFixture.EntitiesPath, "--print-official-config");
        Assert.Equal(0, await process.WaitForExitAsync());

        using var config = JsonDocument.Parse(process.Output);
        var queues = config.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Queues").EnumerateArray()
            .ToDictionary(queue => queue.GetProperty("Name").GetString()!, queue => queue.GetProperty("Properties"));
        Assert.Equal(["node-commands", "node-reports", "room-events"], queues.Keys.Order());
        Assert.True(queues["room-events"].GetProperty("RequiresSession").GetBoolean());
        Assert.Equal("PT30S", queues["room-events"].GetProperty("LockDuration").GetString());
        Assert.Equal("PT1H", queues["room-events"].GetProperty("DefaultMessageTimeToLive").GetString());
        Assert.Equal("PT2M", queues["node-reports"].GetProperty("DefaultMessageTimeToLive").GetString());
    }
}
