namespace Signal.Chaos.Tests.Load;

/// <summary>Counts joins.</summary>
internal sealed class Joins(History history)
{
    private int _succeeded;
    private int _again;
    private int _failed;

    /// <summary>Joins that succeeded.</summary>
    public int Count => Volatile.Read(ref _succeeded);

    /// <summary>The successful joins that needed more than one token.</summary>
    public int WithAnotherToken => Volatile.Read(ref _again);

    /// <summary>Joins that were abandoned.</summary>
    public int FailedCount => Volatile.Read(ref _failed);

    /// <param name="attempts">The number of failed attempts before.</param>
    public void Succeeded(int attempts)
    {
        Interlocked.Increment(ref _succeeded);
        if (attempts > 0)
        {
            Interlocked.Increment(ref _again);
        }
    }

    public void Failed(string userId)
    {
        Interlocked.Increment(ref _failed);
        history.Add($"join of {userId} failed");
    }
}
