using Microsoft.Extensions.Time.Testing;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

/// <summary>A worker that violates the protocol: a script replaces it, or modifies its messages.</summary>
public sealed class GarbledChannelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("garbled").FullName;

    [Theory]
    [InlineData(@"\xff\xff\xff\xff garbage")]
    [InlineData(@"\x00\x00\x00\x00\x00\x00\x00\x00")]
    [InlineData(@"\x20\x00\x00\x00 0123456789abcdef0123456789abcdef")]
    public async Task A_worker_that_begins_with_garbage_does_not_start(string bytes)
    {
        var script = Script($"printf '{bytes}' >&4; exec sleep 60");
        var exception = await Assert.ThrowsAsync<WorkerGoneException>(() => Worker.StartAsync(WorkerFixture.Settings with { WorkerBin = script }));
        Assert.NotNull(exception.InnerException!.InnerException);
        Assert.Equal(9, exception.ExitStatus!.Value.Signal);
    }

    [Fact]
    public async Task Garbage_from_a_running_worker_closes_it_with_the_reason()
    {
        // A real worker whose answers go through a shell that adds garbage when a file appears.
        var flag = Path.Combine(_folder, "now");
        var script = Script(
            $"exec 5>&4; {WorkerFixture.Settings.WorkerBin} \"$@\" 4> >(cat >&5) & "
            + $"until [ -e {flag} ]; do read -t 0.05 -u 9 <> <(:) 9<&0 || true; done; printf '\\xff\\xff\\xff\\xff' >&5; exec sleep 60");
        await using var worker = await Worker.StartAsync(WorkerFixture.Settings with { WorkerBin = script });
        var router = await worker.NewRouterAsync();
        var died = Signals.NextAsync<WorkerGoneException>(handler => worker.OnDied += handler);
        await File.WriteAllTextAsync(flag, string.Empty);
        var reason = await died;
        Assert.IsType<InvalidDataException>(reason.InnerException);
        Assert.True(worker.Died && router.Closed);
    }

    [Fact]
    public async Task A_worker_that_exits_at_once_does_not_start()
    {
        var script = Script("exit 7");
        var exception = await Assert.ThrowsAsync<WorkerGoneException>(() => Worker.StartAsync(WorkerFixture.Settings with { WorkerBin = script }));
        Assert.Equal(7, exception.ExitStatus!.Value.Code);
    }

    [Fact]
    public async Task A_worker_that_hangs_before_it_runs_does_not_start()
    {
        var settings = WorkerFixture.Settings with { WorkerBin = Script("exec sleep 60"), StartTimeout = TimeSpan.FromMilliseconds(500) };
        var exception = await Assert.ThrowsAsync<WorkerGoneException>(() => Worker.StartAsync(settings));
        Assert.Equal(WorkerGoneReason.Hung, exception.Reason);
    }

    [Fact]
    public async Task A_worker_that_starts_slowly_is_not_killed_as_hung()
    {
        var clock = new FakeTimeProvider();
        var settings = WorkerFixture.Settings with
        {
            WorkerBin = Script($"sleep 2; exec '{WorkerFixture.Settings.WorkerBin}' \"$@\""), ProbeTimeout = TimeSpan.FromMilliseconds(500),
        };
        var starting = Worker.StartAsync(settings, timeProvider: clock);

        // Four times the time that a running worker has for an answer. A timer counts several simultaneous ticks as one.
        for (var tick = 0; tick < 20; tick++)
        {
            clock.Advance(settings.ProbeTimeout / 5);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await using var started = await starting;
        Assert.Equal(started.Pid, (await started.DumpAsync()).Pid);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Script(string body)
    {
        var path = Path.Combine(_folder, "worker");
        File.WriteAllText(path, "#!/bin/bash\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }
}
