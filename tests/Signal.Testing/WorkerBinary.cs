namespace Signal.Testing;

/// <summary>The mediasoup-worker binary, downloaded or built when the machine has none yet.</summary>
public static class WorkerBinary
{
    private static readonly Lazy<string> Located = new(() => SetupScript.RunAsync("worker.sh").GetAwaiter().GetResult());

    /// <summary>The path of the binary.</summary>
    public static string Path => Located.Value;
}
