using System.Net.Http.Json;
using System.Text.Json;

namespace Signal.Functions.Nodes;

/// <summary>Checks the liveness of a node over HTTP.</summary>
public sealed class NodeHealth(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "node-health";

    private const int Attempts = 2;
    private const int MaxBody = 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether the process of the node responds to <c>GET /healthz/live</c> with success. A response of another process at its address, which
    /// has another epoch, does not count.
    /// </summary>
    public async Task<bool> AnswersAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(node.HealthUrl ?? node.Url, UriKind.Absolute, out var address))
        {
            return false;
        }

        var url = new Uri(address, node.HealthUrl is null ? "/healthz/live" : "healthz/live");
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await AnswersAsync(url, node.Epoch, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> AnswersAsync(Uri url, long epoch, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = clients.CreateClient(Client);
        try
        {
            using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            return answer.IsSuccessStatusCode && (await EpochAsync(answer.Content, linked.Token) ?? epoch) == epoch;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<long?> EpochAsync(HttpContent body, CancellationToken cancellationToken)
    {
        try
        {
            await body.LoadIntoBufferAsync(MaxBody, cancellationToken);
            return (await body.ReadFromJsonAsync<Liveness>(cancellationToken))?.Epoch;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Liveness(long? Epoch);
}
