using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Errors;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Links;

/// <summary>A message of the tests.</summary>
internal sealed record Text(string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Text))]
internal sealed partial class TextJson : JsonSerializerContext;

/// <summary>A node's handlers in the tests: they return what they get, refuse it, or never answer.</summary>
internal sealed class Echo
{
    public static readonly LinkMethod<Text, Text> Return = new("return", TextJson.Default.Text, TextJson.Default.Text);
    public static readonly LinkMethod<Text, Text> Refuse = new("refuse", TextJson.Default.Text, TextJson.Default.Text);
    public static readonly LinkMethod<Text, Text> Hang = new("hang", TextJson.Default.Text, TextJson.Default.Text);
    public static readonly LinkNotification<Text> Tell = new("tell", TextJson.Default.Text);

    public Echo(NodeHost node)
    {
        var handlers = node.Services.GetRequiredService<LinkHandlers>();
        handlers.Handle(Return, (_, text, _) => Task.FromResult(text));
        handlers.Handle(Refuse, (_, text, _) => throw new SignalException(SignalErrorCode.LimitReached, text.Value));
        handlers.Handle(Hang, async (_, text, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return text;
        });
        handlers.Handle(Tell, (link, text) =>
        {
            Last = link;
            Told.Enqueue(text.Value);
        });
    }

    /// <summary>The texts of the notifications, in the order of their arrival.</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>The link of the last notification.</summary>
    public Link? Last { get; private set; }
}
