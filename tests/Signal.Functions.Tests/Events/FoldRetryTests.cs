using Microsoft.Extensions.Logging.Abstractions;
using Signal.Functions.Events;
using Signal.Functions.Storage;

namespace Signal.Functions.Tests.Events;

public sealed class FoldRetryTests
{
    private readonly HastyTime _time = new();
    private int _tries;

    [Fact]
    public async Task It_folds_once_the_tables_are_back()
    {
        await RunAsync(() => _tries == 5, DateTimeOffset.MaxValue);

        Assert.Equal(5, _tries);
    }

    [Fact]
    public async Task The_pauses_double_up_to_ten_seconds()
    {
        await RunAsync(() => _tries == 9, DateTimeOffset.MaxValue);

        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 10, 10], _time.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task It_gives_up_before_the_lock_of_the_message_is_no_longer_renewed()
    {
        var started = _time.GetUtcNow();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(() => false, DateTimeOffset.MaxValue));

        Assert.InRange(_time.GetUtcNow() - started, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task It_gives_up_when_retrying_is_useless()
    {
        var until = _time.GetUtcNow().AddSeconds(3);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(() => false, until));

        Assert.True(_time.GetUtcNow() <= until);
        Assert.True(_tries > 1);
    }

    [Fact]
    public async Task Another_failure_is_the_messages_own()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => new FoldRetry(_time, NullLogger<FoldRetry>.Instance).RunAsync(
            () =>
            {
                _tries++;
                throw new InvalidDataException();
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(1, _tries);
    }

    private Task RunAsync(Func<bool> isBack, DateTimeOffset until) =>
        new FoldRetry(_time, NullLogger<FoldRetry>.Instance).RunAsync(
            () =>
            {
                _tries++;
                return isBack() ? Task.CompletedTask : throw new StorageUnavailableException(new IOException());
            },
            until,
            TestContext.Current.CancellationToken);

    /// <summary>A clock on which every delay completes at once, and time advances by it.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public List<TimeSpan> Delays { get; } = [];

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Delays.Add(dueTime);
            _now += dueTime;
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
