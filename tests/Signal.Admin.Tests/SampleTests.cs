using System.Net.Http.Json;
using System.Text.Json;
using Signal.Testing;

namespace Signal.Admin.Tests;

/// <summary>Runs functions/samples against a real control plane.</summary>
public sealed class SampleTests(ControlPlane controlPlane) : IClassFixture<ControlPlane>
{
    [Fact]
    public async Task The_web_app_creates_rooms_mints_tokens_and_serves_its_page()
    {
        var service = await controlPlane.Superservice.Services.CreateAsync(new ServiceSpec("sample"), cancellationToken: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}") };
        await using var app = ChildProcess.Start("dotnet", [Repository.Output("functions/samples/Signal.Sample.WebApp")], new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = http.BaseAddress.ToString(),
            ["SignalHybrid__Address"] = controlPlane.Address.ToString(),
            ["SignalHybrid__ServiceId"] = service.Id,
            ["SignalHybrid__Key"] = service.NewKey!.Key,
        });
        await app.WaitForLineAsync("Now listening on");

        var room = await PostAsync<string>(http, "rooms");
        var token = await PostAsync<JsonElement>(http, $"rooms/{room}/token?name=Ada");

        Assert.Equal("http://node-1.example/signal", token.GetProperty("url").GetString());
        Assert.NotEmpty(token.GetProperty("token").GetString()!);
        Assert.Contains("call.js", await http.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("joinRoom", await http.GetStringAsync("signal-hybrid.js", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<T> PostAsync<T>(HttpClient http, string path)
    {
        using var answer = await http.PostAsync(path, content: null, TestContext.Current.CancellationToken);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>(TestContext.Current.CancellationToken))!;
    }
}
