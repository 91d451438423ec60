using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Signal.FunctionsHost.Tests;

/// <summary>A manually advanced clock that signals when a timer is created.</summary>
internal sealed class PausingTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits for the next timer and returns its due time.</summary>
    public ValueTask<TimeSpan> NextPauseAsync() => _pauses.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _pauses.Writer.TryWrite(dueTime);
        return timer;
    }
}
