using Microsoft.Extensions.Options;

namespace Signal.MediaNode.Node;

/// <summary>What an operator can mend when the node does not start, without the stack traces.</summary>
internal static class StartProblems
{
    /// <summary>The problems that an exception tells of; none when it is a fault of the node.</summary>
    public static IReadOnlyList<string> Of(Exception error) => error switch
    {
        AggregateException several when several.InnerExceptions.All(inner => Of(inner).Count > 0) => [.. several.InnerExceptions.SelectMany(Of)],
        OptionsValidationException options => [.. options.Failures],
        StartException or IOException => [error.Message],
        _ => [],
    };
}

/// <summary>The node cannot start; the message says what to mend.</summary>
internal sealed class StartException(string message, Exception? inner) : Exception(message, inner);
