using System.Diagnostics;

namespace Signal.FunctionsHost.TestApp;

/// <summary>The failures that the setting <c>Test__Start</c> causes before the worker is initialised.</summary>
internal static class BadStart
{
    /// <summary>Returns the exit code, or null when the worker should start normally.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        switch (Environment.GetEnvironmentVariable("Test__Start"))
        {
            case "crash":
                throw new InvalidOperationException("the app has no colour");
            case "complain":
                await Console.Error.WriteLineAsync("error: set Colour to red or blue");
                return 1;
            case "silent":
                return 3;
            case "hang":
                // A child that would outlive the worker if only the worker itself were killed.
                using (Process.Start("sleep", Environment.GetEnvironmentVariable("Test__Seconds")!))
                {
                    Console.WriteLine("waiting for a colour");
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
                }

                return 0;
            case "garbage":
                await GarbageStream.SendAsync(args);
                return 0;
            default:
                return null;
        }
    }
}
