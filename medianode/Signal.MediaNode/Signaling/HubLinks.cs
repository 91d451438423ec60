using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Signal.MediaNode.Signaling;

/// <summary>
/// Adds a <see cref="HubLink"/> to each connection as a feature, and passes the client's answers to it. Bypasses SignalR's proxies, which
/// serialize a message for each client.
/// </summary>
internal sealed class HubLinks(ILogger<DefaultHubLifetimeManager<SignalHub>> logger) : DefaultHubLifetimeManager<SignalHub>(logger)
{
    private readonly ConcurrentDictionary<string, HubLink> _links = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var link = new HubLink(connection);
        connection.Features.Set(link);
        _links[connection.ConnectionId] = link;
        connection.GetHttpContext()!.Response.OnCompleted(() =>
        {
            _links.TryRemove(connection.ConnectionId, out _);
            link.Close();
            return Task.CompletedTask;
        });
        return base.OnConnectedAsync(connection);
    }

    /// <summary>
    /// Completes when no connection is open, or the timeout has passed. Clients that have left close their connections; the others are
    /// closed at half of the timeout, after the messages to them have been sent.
    /// </summary>
    public async Task CloseAllAsync(TimeSpan timeout, TimeProvider time)
    {
        await AllClosedAsync(timeout / 2, time);
        foreach (var link in _links.Values)
        {
            link.Abort();
        }

        await AllClosedAsync(timeout / 2, time);
    }

    /// <summary>Accepts any answer: its content is ignored.</summary>
    public override bool TryGetReturnType(string invocationId, [NotNullWhen(true)] out Type? type)
    {
        type = typeof(JsonElement);
        return true;
    }

    /// <inheritdoc/>
    public override Task SetConnectionResultAsync(string connectionId, CompletionMessage result)
    {
        if (result.InvocationId is { } invocation && _links.TryGetValue(connectionId, out var link))
        {
            link.OnAnswer?.Invoke(invocation, result.Error is null);
        }

        return Task.CompletedTask;
    }

    private async Task AllClosedAsync(TimeSpan timeout, TimeProvider time) =>
        await Task.WhenAll(_links.Values.Select(link => link.Closed)).WaitAsync(timeout, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
