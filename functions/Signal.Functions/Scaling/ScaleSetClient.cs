using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Scaling;

/// <summary>
/// A client for the scale set in Azure Resource Manager: reads it, sets its capacity and deletes single machines
/// (https://learn.microsoft.com/rest/api/compute/virtual-machine-scale-sets). All calls are idempotent.
/// </summary>
public sealed class ScaleSetClient(IHttpClientFactory clients, TokenCredential credential, IOptions<ScalingOptions> options)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "scale-set";

    private const string ApiVersion = "api-version=2024-07-01";

    private readonly string _management = options.Value.ManagementUrl.TrimEnd('/');

    private string Address => _management + options.Value.ScaleSet;

    /// <summary>Reads the scale set with its machines.</summary>
    /// <exception cref="ScaleSetException">Azure Resource Manager rejected the call, or cannot be reached.</exception>
    public async Task<ScaleSet> ReadAsync(CancellationToken cancellationToken)
    {
        var set = await SendAsync(HttpMethod.Get, $"{Address}?{ApiVersion}", null, cancellationToken);
        var sku = set.GetProperty("sku");
        var machines = new List<Machine>();
        var page = $"{Address}/virtualMachines?{ApiVersion}";
        while (page is not null)
        {
            var list = await SendAsync(HttpMethod.Get, page, null, cancellationToken);
            machines.AddRange(list.GetProperty("value").EnumerateArray().Select(Read));
            page = list.TryGetProperty("nextLink", out var next) ? next.GetString() : null;
        }

        return new ScaleSet(sku.GetProperty("name").GetString()!, sku.GetProperty("capacity").GetInt32(), machines);
    }

    /// <summary>Sets the number of machines.</summary>
    /// <exception cref="ScaleSetException">Azure Resource Manager rejected the call, or cannot be reached.</exception>
    public Task SetCapacityAsync(ScaleSet set, int capacity, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, $"{Address}?{ApiVersion}", new { sku = new { name = set.Sku, capacity } }, cancellationToken);

    /// <summary>Deletes a machine and decreases the capacity.</summary>
    /// <exception cref="ScaleSetException">Azure Resource Manager rejected the call, or cannot be reached.</exception>
    public Task DeleteAsync(string machine, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"{Address}/delete?{ApiVersion}", new { instanceIds = new[] { machine } }, cancellationToken);

    private static Machine Read(JsonElement machine)
    {
        var properties = machine.GetProperty("properties");
        return new Machine(
            machine.GetProperty("name").GetString()!,
            properties.TryGetProperty("provisioningState", out var state) && state.GetString() == "Deleting",
            properties.TryGetProperty("timeCreated", out var created) ? created.GetDateTimeOffset() : DateTimeOffset.MinValue);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, object? body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, address);
            var token = await credential.GetTokenAsync(new TokenRequestContext([$"{_management}/.default"]), cancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
            request.Content = body is null ? null : JsonContent.Create(body);
            using var response = await clients.CreateClient(Client).SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return !response.IsSuccessStatusCode ? throw new ScaleSetException($"{(int)response.StatusCode} {MessageIn(text)}")
                : text.Length == 0 ? default
                : JsonElement.Parse(text);
        }
        catch (AuthenticationFailedException error)
        {
            throw new ScaleSetException("Azure issues no token for this app: run it with a managed identity, or leave Scaling__ScaleSet empty", error);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ScaleSetException(error.Message, error);
        }
    }

    // https://learn.microsoft.com/rest/api/azure (error response): {"error": {"code": "…", "message": "…"}}
    private static string MessageIn(string text)
    {
        try
        {
            var error = JsonElement.Parse(text).GetProperty("error");
            return $"{error.GetProperty("code").GetString()}: {error.GetProperty("message").GetString()}";
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return text;
        }
    }
}

/// <summary>Azure Resource Manager rejected a call, or cannot be reached.</summary>
public sealed class ScaleSetException(string message, Exception? inner = null) : Exception(message, inner);
