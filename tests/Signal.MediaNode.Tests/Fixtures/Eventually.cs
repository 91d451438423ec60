using System.Diagnostics;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>Waits for what can be seen but gives no signal.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task Async(Func<bool> condition, string what)
    {
        var started = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(started.Elapsed < Patience, $"Not in time: {what}.");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
