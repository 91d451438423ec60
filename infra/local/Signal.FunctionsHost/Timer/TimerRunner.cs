using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Protocol;
using Signal.FunctionsHost.Settings;
using Signal.FunctionsHost.Worker;

namespace Signal.FunctionsHost.Timer;

/// <summary>Runs one timer function. Its invocations never overlap: occurrences during a running invocation are skipped.</summary>
internal sealed class TimerRunner : BackgroundService
{
    /// <summary>The maximum single wait, so that a change of the system clock does not delay a distant occurrence.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly FunctionDefinition _function;
    private readonly TimerTrigger _trigger;
    private readonly TimerSchedule _schedule;
    private readonly WorkerSupervisor _workers;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _cancel = new();

    public TimerRunner(
        FunctionDefinition function, AppSettings settings, WorkerSupervisor workers, TimeProvider time, ILogger<TimerRunner> logger)
    {
        _function = function;
        _trigger = (TimerTrigger)function.Trigger;
        var text = settings.Resolve(_trigger.Schedule, function.Name);
        _schedule = TimerSchedule.Parse(text)
            ?? throw new StartupException(
                $"function '{function.Name}' has the schedule '{text}', which is neither NCRONTAB nor a time span");
        _workers = workers;
        _time = time;
        _logger = logger;
        logger.TriggerAdded("Timer", function.Name, text);
    }

    /// <summary>Waits for the running invocation, which is cancelled when <paramref name="cancellationToken"/> is.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var late = cancellationToken.UnsafeRegister(_ => _cancel.Cancel(), null);
        await base.StopAsync(CancellationToken.None);
    }

    public override void Dispose()
    {
        _cancel.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (_trigger.RunOnStartup)
            {
                await RunAsync(_time.GetUtcNow().UtcDateTime, stoppingToken);
            }

            while (!stoppingToken.IsCancellationRequested)
            {
                var occurrence = _schedule.Next(_time.GetUtcNow().UtcDateTime);
                await WaitAsync(occurrence, stoppingToken);
                await RunAsync(occurrence, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task WaitAsync(DateTime occurrence, CancellationToken stoppingToken)
    {
        for (var left = Left(); left > TimeSpan.Zero; left = Left())
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, _time, stoppingToken);
        }

        TimeSpan Left() => occurrence - _time.GetUtcNow().UtcDateTime;
    }

    private async Task RunAsync(DateTime occurrence, CancellationToken stoppingToken)
    {
        var worker = await _workers.WaitAsync(stoppingToken);
        try
        {
            await worker.InvokeAsync(_function.Name, Request(occurrence), _cancel.Token);
        }
        catch (Exception failure) when (failure is FunctionFailedException or WorkerLostException or TimeoutException)
        {
            _logger.FunctionFailed(_function.Name, failure.Message);
        }
    }

    private InvocationRequest Request(DateTime occurrence)
    {
        var info = JsonSerializer.Serialize(new
        {
            ScheduleStatus = new { Last = occurrence, Next = _schedule.Next(occurrence), LastUpdated = _time.GetUtcNow().UtcDateTime },
            IsPastDue = false,
        });
        return new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            InputData = { new ParameterBinding { Name = _trigger.Parameter, Data = new() { Json = info } } },
            TraceContext = new(),
        };
    }
}
