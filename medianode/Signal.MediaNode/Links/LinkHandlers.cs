using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Links;

/// <summary>What this node does with the requests and notifications of others. Filled when the node starts.</summary>
internal sealed class LinkHandlers
{
    private readonly Dictionary<string, Func<Link, JsonElement, CancellationToken, Task<JsonElement>>> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<Link, JsonElement>> _notifications = new(StringComparer.Ordinal);

    /// <summary>
    /// Handles a request. Handlers are called in the order of the messages of a link, and until their first await no other message of the
    /// link is read.
    /// </summary>
    public void Handle<TRequest, TAnswer>(
        LinkMethod<TRequest, TAnswer> method, Func<Link, TRequest, CancellationToken, Task<TAnswer>> handler) => _requests.Add(
        method.Name,
        async (link, body, cancellationToken) =>
        {
            var answer = await handler(link, Read(body, method.Request), cancellationToken);
            return JsonSerializer.SerializeToElement(answer, method.Answer);
        });

    /// <summary>Handles a notification; in order, as requests are.</summary>
    public void Handle<T>(LinkNotification<T> notification, Action<Link, T> handler) =>
        _notifications.Add(notification.Name, (link, body) => handler(link, Read(body, notification.Body)));

    /// <summary>Calls the handler of a request.</summary>
    /// <exception cref="SignalException">The method is unknown, or the handler has refused the request.</exception>
    /// <exception cref="LinkProtocolException">The argument is malformed.</exception>
    public Task<JsonElement> RequestAsync(Link link, string method, JsonElement body, CancellationToken cancellationToken) =>
        _requests.TryGetValue(method, out var handler)
            ? handler(link, body, cancellationToken)
            : throw new SignalException(SignalErrorCode.BadRequest, $"Unknown method {method}.");

    /// <summary>Calls the handler of a notification.</summary>
    /// <exception cref="LinkProtocolException">The notification is unknown, or its argument is malformed.</exception>
    public void Notify(Link link, string method, JsonElement body)
    {
        if (!_notifications.TryGetValue(method, out var handler))
        {
            throw new LinkProtocolException("unknown notification");
        }

        handler(link, body);
    }

    private static T Read<T>(JsonElement body, JsonTypeInfo<T> type)
    {
        try
        {
            return body.Deserialize(type) ?? throw new LinkProtocolException("argument is null");
        }
        catch (JsonException error)
        {
            throw new LinkProtocolException("malformed argument", error);
        }
    }
}
