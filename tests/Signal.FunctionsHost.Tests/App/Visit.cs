namespace Signal.FunctionsHost.Tests.App;

/// <summary>A scoped service: one for each call.</summary>
public sealed class Visit : IDisposable
{
    private static int _disposed;

    public static int Disposed => _disposed;

    public Guid Id { get; } = Guid.NewGuid();

    public void Dispose() => Interlocked.Increment(ref _disposed);
}
