using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signal.Bus;

/// <summary>
/// Whether Service Bus accepts the credentials of the process, for each queue and right. Logs the first refusal with what to do, and when the
/// access is permitted again.
/// </summary>
public sealed partial class BusAccess(IOptions<BusOptions> options, ILogger<BusAccess> logger)
{
    private readonly ConcurrentDictionary<(string Queue, BusRight Right), string> _refused = new();

    /// <summary>A sentence about a current refusal, without host names; null when nothing is refused.</summary>
    public string? Refusal => _refused.Values.FirstOrDefault() is { } remedy ? $"Service Bus refuses the credentials; {remedy}." : null;

    internal bool IsRefused(string queue, BusRight right) => _refused.ContainsKey((queue, right));

    internal void Refuse(string queue, BusRight right, Exception error)
    {
        var remedy = BrokerErrors.IsWithoutToken(error) ? IdentityRemedy() : Remedy(right);
        var isNews = !_refused.TryGetValue((queue, right), out var known)
            ? _refused.TryAdd((queue, right), remedy)
            : known != remedy && _refused.TryUpdate((queue, right), remedy, known);
        if (isNews)
        {
            LogRefused(right, queue, Host(), remedy);
        }
    }

    internal void Accept(string queue, BusRight right)
    {
        if (!_refused.IsEmpty && _refused.TryRemove((queue, right), out _))
        {
            LogAccepted(right, queue, Host());
        }
    }

    private string Host() => options.Value.ConnectionString is { Length: > 0 } connectionString
        ? ServiceBusConnectionStringProperties.Parse(connectionString).FullyQualifiedNamespace
        : options.Value.FullyQualifiedNamespace!;

    private string IdentityRemedy() => options.Value.ClientId is null
        ? "this process has no Azure identity: run it with a managed identity, or set ServiceBus to a connection string"
        : "Azure issues no token for the identity ServiceBus__ClientId: assign that identity to the machine of this process, or correct the id";

    private string Remedy(BusRight right) => options.Value switch
    {
        { ConnectionString.Length: > 0 } => $"set ServiceBus to a connection string with a current key of a policy with the claim {right}",
        { ClientId: null } => $"assign the role {Role(right)} on the queue to the managed identity of this process",
        _ => $"assign the role {Role(right)} on the queue to the managed identity of this process (ServiceBus__ClientId)",
    };

    private static string Role(BusRight right) => right == BusRight.Send ? "Azure Service Bus Data Sender" : "Azure Service Bus Data Receiver";

    [LoggerMessage(EventIds.AccessRefused, LogLevel.Error, "{Right} on queue {Queue} of {Host} is refused; {Remedy}")]
    private partial void LogRefused(BusRight right, string queue, string host, string remedy);

    [LoggerMessage(EventIds.AccessAccepted, LogLevel.Information, "{Right} on queue {Queue} of {Host} is permitted again")]
    private partial void LogAccepted(BusRight right, string queue, string host);
}

/// <summary>The rights on a queue, with the names of the claims in Service Bus.</summary>
internal enum BusRight
{
    Send,
    Listen,
}
