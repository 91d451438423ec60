using System.Collections.Concurrent;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>Gathers what an event brings, for a test that waits for it.</summary>
internal sealed class Signals<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly BlockingCollection<T> _values = [];

    public void Add(T value) => _values.Add(value);

    /// <summary>The next value that fits; those before it are dropped.</summary>
    public Task<T> NextAsync(Func<T, bool>? fits = null) => Task.Run(() =>
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var value = _values.Take(patience.Token);
            if (fits?.Invoke(value) != false)
            {
                return value;
            }
        }
    });
}
