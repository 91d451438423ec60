using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Signal.MediaNode.Signaling;

/// <summary>
/// Gives each connection a <see cref="HubLink"/> as a feature, and brings it the client's answers. Written past SignalR's proxies, which
/// serialise a message for each client.
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
    /// Ends when no connection is open, or the time is over. Clients that have left hang up by themselves; the others are cut at half of the
    /// time, once what they were told has been sent.
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

    /// <summary>Any answer is welcome: what it holds does not matter.</summary>
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
