using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Signal.Hosting.Startup;

/// <summary>How a process ends that cannot start: a line <c>error: …</c> for each problem on the standard error, exit code 1, no stack trace.</summary>
public static class StartupErrors
{
    /// <summary>Runs a program and returns its exit code.</summary>
    /// <param name="main">The program. Exceptions that are not start-up problems pass through, since they are bugs.</param>
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

    /// <summary>The sentences of an exception; none when it is a bug.</summary>
    internal static IReadOnlyList<string> Of(Exception error) => error switch
    {
        AggregateException { InnerExceptions: var all } when all.All(inner => Of(inner).Count > 0) => [.. all.SelectMany(Of).Distinct()],
        OptionsValidationException settings => [.. settings.Failures],
        StartupException or IOException or SocketException => [error.Message.ReplaceLineEndings(" ").TrimEnd('.')],
        _ => [],
    };
}
