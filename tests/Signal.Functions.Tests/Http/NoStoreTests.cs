using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Http;

/// <summary>No cache between the app and a service keeps a token or a key.</summary>
public sealed class NoStoreTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    [Fact]
    public async Task Answers_that_hold_secrets_are_not_stored()
    {
        var installation = shared.Installation;
        var service = await installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        var secrets = new List<string>
        {
            (await PostAsync(installation.Superservice, "/v1/services", new { name = "tenant" })).GetProperty("newKey").GetProperty("key").GetString()!,
            (await PostAsync(service, $"/v1/services/{service.ServiceId}/keys", new { })).GetProperty("newKey").GetProperty("key").GetString()!,
            (await PostAsync(service, $"/v1/rooms/{roomId}/tokens", new { userId = "ada" })).GetProperty("token").GetString()!,
            (await PostAsync(service, "/v1/webhooks", new { url = "https://app.example/hook" })).GetProperty("secret").GetString()!,
        };

        Assert.All(secrets, Assert.NotEmpty);
    }

    private async Task<JsonElement> PostAsync(ServiceCaller caller, string path, object body)
    {
        using var http = new HttpClient { BaseAddress = shared.Installation.Address() };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", caller.Sign(caller.Claims()));
        using var answer = await http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        Assert.True(answer.Headers.CacheControl?.NoStore, $"{path} may be stored");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
