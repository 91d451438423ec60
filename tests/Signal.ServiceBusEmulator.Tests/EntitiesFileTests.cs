using Signal.Hosting.Startup;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.ServiceBusEmulator.Tests;

public sealed class EntitiesFileTests
{
    [Fact]
    public void The_deployment_file_declares_the_three_queues()
    {
        var queues = EntitiesFile.Read(ServiceBusEmulatorFixture.EntitiesPath).ToDictionary(queue => queue.Name);

        Assert.Equal(["node-commands", "node-reports", "room-events"], queues.Keys.Order());
        Assert.True(queues["room-events"].RequiresSession);
        Assert.Equal(500, queues["room-events"].MaxDeliveryCount);
        Assert.Equal(TimeSpan.FromSeconds(30), queues["node-commands"].LockDuration);
        Assert.Equal(TimeSpan.FromMinutes(2), queues["node-reports"].DefaultMessageTimeToLive);
        Assert.True(queues["room-events"].DeadLetteringOnMessageExpiration);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"queues":[{"name":"a"},{"name":"A"}]}""")]
    [InlineData("""{"queues":[{"name":""}]}""")]
    [InlineData("""{"queues":[{"name":"a","lockDuration":"30 seconds"}]}""")]
    [InlineData("""{"queues":[{"name":"a","lockDuration":"PT10M"}]}""")]
    [InlineData("""{"queues":[{"name":"a","maxDeliveryCount":0}]}""")]
    [InlineData("""{"queues":[{"name":"a","requiresSesion":true}]}""")]
    public void An_invalid_file_is_refused_in_one_line_that_names_it(string content)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);

            var error = Assert.Throws<StartupException>(() => EntitiesFile.Read(path));

            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
