using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Signal.Hosting.Startup;

/// <summary>Reports startup failures: one line <c>error: …</c> per problem on standard error, exit code 1, no stack trace.</summary>
public static class StartupErrors
{
    /// <summary>Runs a program and returns its exit code.</summary>
    /// <param name="main">The program. Exceptions that are not startup problems are bugs and propagate.</param>
    public static async Task<int> RunAsync(Func<Task<int>> main)
    {
        try
        {
            return await main();
        }
        catch (Exception error) when (Of(error) is { Count: > 0 } problems)
        {
            foreach (var problem in problems)
            {
                await Console.Error.WriteLineAsync($"error: {problem}");
            }

            return 1;
        }
    }

    /// <summary>The messages of a startup failure; empty when the exception is a bug.</summary>
    internal static IReadOnlyList<string> Of(Exception error) => error switch
    {
        AggregateException { InnerExceptions: var all } when all.All(inner => Of(inner).Count > 0) => [.. all.SelectMany(Of).Distinct()],
        OptionsValidationException settings => [.. settings.Failures],
        StartupException or IOException or UnauthorizedAccessException or SocketException => [error.Message.ReplaceLineEndings(" ").TrimEnd('.')],
        _ => [],
    };
}
