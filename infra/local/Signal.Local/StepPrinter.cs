using System.Globalization;

namespace Signal.Local;

/// <summary>Prints each completed step with its duration.</summary>
internal sealed class StepPrinter(TimeProvider time)
{
    private readonly Lock _gate = new();

    /// <summary>Runs a step and prints a line when it completes.</summary>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> step)
    {
        var started = time.GetTimestamp();
        var result = await step();
        Done(what, time.GetElapsedTime(started));
        return result;
    }

    /// <summary>Runs a step and prints a line when it completes.</summary>
    public Task RunAsync(string what, Func<Task> step) => RunAsync(what, async () =>
    {
        await step();
        return true;
    });

    private void Done(string what, TimeSpan took)
    {
        lock (_gate)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-34} {took.TotalSeconds,6:0.0} s"));
        }
    }
}
