using System.Net;
using System.Net.Sockets;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Failures;

/// <summary>Dependencies that accept connections and never answer.</summary>
public sealed class HangTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Tables_that_hang_are_an_outage_and_no_bug()
    {
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        var connection = azurite.ConnectionString.Replace(
            new Uri(azurite.ConnectionString.Split("TableEndpoint=")[1].Split(';')[0]).Authority, hanging.LocalEndpoint.ToString(), StringComparison.Ordinal);
        await using var installation = await Installation.StartAsync(azurite, ("Tables:ConnectionString", connection), ("Tables:Timeout", "00:00:00.5"));

        foreach (var path in new[] { "/v1/services", "/healthz/ready" })
        {
            var answer = (await installation.Superservice.GetAsync(path)).ShouldBeProblem(503, "unavailable");
            Assert.NotNull(answer.RetryAfter);
        }
    }
}
