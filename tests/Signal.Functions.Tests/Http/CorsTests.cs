using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Http;

public sealed class CorsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task No_origin_is_allowed_unless_configured()
    {
        await using var installation = await Installation.StartAsync(azurite);
        Assert.Null(await AllowedAsync(installation, HttpMethod.Options, "https://app.example"));
        Assert.Null(await AllowedAsync(installation, HttpMethod.Get, "https://app.example"));
    }

    [Fact]
    public async Task A_configured_origin_is_allowed_and_no_other()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Http:CorsOrigins:0", "https://app.example"));
        Assert.Equal("https://app.example", await AllowedAsync(installation, HttpMethod.Options, "https://app.example"));
        Assert.Equal("https://app.example", await AllowedAsync(installation, HttpMethod.Get, "https://app.example"));
        Assert.Null(await AllowedAsync(installation, HttpMethod.Get, "https://evil.example"));
        Assert.Null(await AllowedAsync(installation, HttpMethod.Get, "https://app.example.evil.example"));
    }

    private static async Task<string?> AllowedAsync(Installation installation, HttpMethod method, string origin)
    {
        using var http = new HttpClient { BaseAddress = installation.Address() };
        using var request = new HttpRequestMessage(method, "/v1/rooms");
        request.Headers.Add("Origin", origin);
        using var response = await http.SendAsync(request);
        Assert.Equal(method == HttpMethod.Options ? 204 : 401, (int)response.StatusCode);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }
}
