using System.Text.Json;
using Signal.Admin;
using Signal.Hosting.Startup;

namespace Signal.Local.Stack;

/// <summary>The admin API calls that the launcher makes.</summary>
internal sealed class AdminApi(string url, TimeProvider time) : IDisposable
{
    public const string Superservice = "superservice";

    private const string StateFile = "demo-service.json";

    // The shortest key with which a node starts.
    private const int ShortestKey = 16;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Returns the service of the demo page: the one from an earlier start, or a new one.</summary>
    /// <exception cref="StartupException">The Functions app refused.</exception>
    public async Task<DemoService> EnsureDemoServiceAsync(StateFolder state, string superserviceKey, CancellationToken cancellationToken)
    {
        try
        {
            if (Known(state) is { } known && await IsAcceptedAsync(known, cancellationToken))
            {
                return known;
            }

            var created = await ClientOf(Superservice, superserviceKey).Services.CreateAsync(new ServiceSpec("demo"), cancellationToken: cancellationToken);
            var demo = new DemoService(created.Id, created.NewKey!.Key);
            state.WritePrivate(StateFile, JsonSerializer.Serialize(demo));
            return demo;
        }
        catch (AdminException refusal)
        {
            throw new StartupException($"the Functions app did not create the demo service: {(int)refusal.Status} {refusal.Message}");
        }
        catch (Exception failure) when (IsTransport(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw new StartupException($"the Functions app did not answer ({failure.Message.TrimEnd('.')}); its log is in {state.Logs}", failure);
        }
    }

    /// <summary>
    /// The ids of the nodes that are alive and started after a given time; the tables also contain nodes of earlier runs.
    /// </summary>
    /// <exception cref="StartupException">The Functions app refused.</exception>
    public async Task<IReadOnlySet<string>> NodesAsync(string superserviceKey, DateTimeOffset startedAfter, CancellationToken cancellationToken)
    {
        try
        {
            return await ClientOf(Superservice, superserviceKey).Nodes.ListAsync(cancellationToken: cancellationToken)
                .Where(node => node.Alive && node.StartedAt >= startedAfter)
                .Select(node => node.Id)
                .ToHashSetAsync(cancellationToken: cancellationToken);
        }
        catch (AdminException refusal)
        {
            throw new StartupException($"the Functions app did not list the nodes: {(int)refusal.Status} {refusal.Message}");
        }
        catch (Exception failure) when (IsTransport(failure) && !cancellationToken.IsCancellationRequested)
        {
            // Asked again, unless the app has ended.
            return new HashSet<string>();
        }
    }

    public void Dispose() => _http.Dispose();

    // An empty or truncated file, after a full disk or a kill, counts as missing.
    internal static DemoService? Known(StateFolder state)
    {
        try
        {
            var known = JsonSerializer.Deserialize<DemoService>(state.ReadPrivate(StateFile) ?? "null");
            return known is { Id.Length: > 0, Key.Length: >= ShortestKey } ? known : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsTransport(Exception failure) => failure is HttpRequestException or TaskCanceledException;

    private async Task<bool> IsAcceptedAsync(DemoService known, CancellationToken cancellationToken)
    {
        try
        {
            await ClientOf(known.Id, known.Key).Services.GetAsync(known.Id, cancellationToken);
            return true;
        }
        catch (AdminException)
        {
            return false;
        }
    }

    private AdminClient ClientOf(string serviceId, string key) =>
        new(_http, new AdminClientOptions { Address = new Uri(url), ServiceId = serviceId, Key = key }, time);
}
