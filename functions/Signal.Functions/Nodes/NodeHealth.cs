namespace Signal.Functions.Nodes;

/// <summary>Checks the liveness of a node over HTTP.</summary>
public sealed class NodeHealth(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "node-health";

    private const int Attempts = 2;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>Whether the node responds to <c>GET /healthz/live</c> with success.</summary>
    public async Task<bool> AnswersAsync(NodeEntity node, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(node.HealthUrl ?? node.Url, UriKind.Absolute, out var address))
        {
            return false;
        }

        var url = new Uri(address, node.HealthUrl is null ? "/healthz/live" : "healthz/live");
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await AnswersAsync(url, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> AnswersAsync(Uri url, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = clients.CreateClient(Client);
        try
        {
            using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
