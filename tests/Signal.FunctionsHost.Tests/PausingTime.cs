using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Signal.FunctionsHost.Tests;

/// <summary>A clock that is moved by hand and tells when somebody begins to wait by it.</summary>
internal sealed class PausingTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits for the next wait.</summary>
    public ValueTask<TimeSpan> NextPauseAsync() => _pauses.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _pauses.Writer.TryWrite(dueTime);
        return timer;
    }
}
