using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Demo;

/// <summary>
/// Gets tokens from the control plane, as an application's back end would. Rooms are made when first asked for: the idempotency key is the
/// room's name, so that all nodes that are asked for a name get the same room.
/// </summary>
internal sealed class DemoTokens(HttpClient client, DemoCredential credential, DemoOptions demo, TokenOptions controlPlane, DemoRooms rooms)
{
    /// <summary>A token to enter the room of that name; what the control plane answered, word for word.</summary>
    public async Task<HttpResponseMessage> MintAsync(string room, string name, CancellationToken cancellationToken)
    {
        var answer = await TryMintAsync(await FindRoomAsync(room, cancellationToken), name, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            return answer;
        }

        // The room was deleted since.
        answer.Dispose();
        rooms.Ids.TryRemove(room, out _);
        return await TryMintAsync(await FindRoomAsync(room, cancellationToken), name, cancellationToken);
    }

    private Task<HttpResponseMessage> TryMintAsync(string roomId, string name, CancellationToken cancellationToken) =>
        SendAsync($"/v1/rooms/{roomId}/tokens", new { userId = Guid.NewGuid().ToString(), name, role = Roles.Moderator }, null, cancellationToken);

    private async Task<string> FindRoomAsync(string name, CancellationToken cancellationToken)
    {
        if (rooms.Ids.TryGetValue(name, out var known))
        {
            return known;
        }

        using var answer = await SendAsync("/v1/rooms", new { name }, $"demo {name}", cancellationToken);
        answer.EnsureSuccessStatusCode();
        var created = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return rooms.Ids[name] = created.GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> SendAsync(string path, object body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri((demo.ControlPlaneUrl ?? controlPlane.Url)!.TrimEnd('/') + path))
        {
            Content = JsonContent.Create(body),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", credential.Create()) },
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", Uri.EscapeDataString(idempotencyKey));
        }

        return client.SendAsync(request, cancellationToken);
    }
}

/// <summary>The ids of the rooms, by name.</summary>
internal sealed class DemoRooms
{
    public ConcurrentDictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);
}
