using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Signal.Hosting.Startup;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Tests.Workers;

/// <summary>Against a server that answers as the clouds document it: no header, no answer.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("azure", "203.0.113.7")]
    [InlineData("aws", "203.0.113.8")]
    [InlineData("media.example", "media.example")]
    [InlineData("", null)]
    public async Task A_cloud_is_asked_only_when_the_setting_names_it(string setting, string? expected)
    {
        await using var metadata = await StartAsync(azure: "203.0.113.7");

        Assert.Equal(expected, await FindAsync(setting, metadata));
    }

    [Fact]
    public async Task An_address_of_the_Standard_tier_is_reported_with_the_load_balancer()
    {
        await using var metadata = await StartAsync(azure: "", standard: "203.0.113.9");

        Assert.Equal("203.0.113.9", await FindAsync("azure", metadata));
    }

    [Fact]
    public async Task A_machine_without_a_public_address_does_not_start()
    {
        await using var metadata = await StartAsync(azure: "");

        var error = await Assert.ThrowsAsync<StartupException>(() => FindAsync("azure", metadata));

        Assert.Contains("no public address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unavailable_cloud_is_named()
    {
        var gone = await StartAsync(azure: "203.0.113.7");
        var address = gone.Urls.First();
        await gone.DisposeAsync();

        var error = await Assert.ThrowsAsync<StartupException>(
            () => new PublicAddress(new MediasoupOptions { AnnouncedAddress = "aws", MetadataUrl = address }).FindAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Mediasoup__AnnouncedAddress is 'aws', but its metadata service did not answer", error.Message, StringComparison.Ordinal);
    }

    private static Task<string?> FindAsync(string setting, WebApplication metadata) =>
        new PublicAddress(new MediasoupOptions { AnnouncedAddress = setting, MetadataUrl = metadata.Urls.First() })
            .FindAsync(TestContext.Current.CancellationToken);

    private static async Task<WebApplication> StartAsync(string azure, string? standard = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet(
            "/metadata/instance/network/interface/0/ipv4/ipAddress/0/publicIpAddress",
            (HttpRequest request) => request.Headers["Metadata"] == "true" && request.Query["format"] == "text" ? Results.Text(azure) : Results.BadRequest());
        app.MapGet(
            "/metadata/loadbalancer",
            (HttpRequest request) => request.Headers["Metadata"] == "true" && standard is not null
                ? Results.Json(new { loadbalancer = new { publicIpAddresses = new[] { new { frontendIpAddress = standard, privateIpAddress = "10.1.0.4" } } } })
                : Results.NotFound());
        app.MapPut(
            "/latest/api/token",
            (HttpRequest request) => request.Headers.ContainsKey("X-aws-ec2-metadata-token-ttl-seconds") ? Results.Text("ticket") : Results.BadRequest());
        app.MapGet(
            "/latest/meta-data/public-ipv4",
            (HttpRequest request) => request.Headers["X-aws-ec2-metadata-token"] == "ticket" ? Results.Text("203.0.113.8") : Results.Unauthorized());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
