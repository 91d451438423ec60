using System.Threading.Channels;

namespace Signal.Mediasoup.Tests.Peers;

/// <summary>The values of an event, in order, for a test that consumes them one by one.</summary>
internal sealed class Arrivals<T>
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);
    private readonly Channel<T> _values = System.Threading.Channels.Channel.CreateUnbounded<T>();

    public void Add(T value) => _values.Writer.TryWrite(value);

    /// <summary>The next matching value; those before it are dropped.</summary>
    public async Task<T> NextAsync(Func<T, bool>? fits = null)
    {
        using var timeout = new CancellationTokenSource(WaitTimeout);
        while (true)
        {
            var value = await _values.Reader.ReadAsync(timeout.Token);
            if (fits?.Invoke(value) != false)
            {
                return value;
            }
        }
    }
}
