using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Invocation;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.Timer;

/// <summary>Runs one timer function. Its calls never overlap: occurrences that pass while a call is under way are skipped.</summary>
internal sealed class TimerRunner : BackgroundService
{
    /// <summary>The longest single wait, so that the clock being set cannot make a far occurrence late.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly FunctionDefinition _function;
    private readonly TimerTrigger _trigger;
    private readonly TimerSchedule _schedule;
    private readonly FunctionInvoker _invoker;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public TimerRunner(FunctionDefinition function, IConfiguration configuration, IServiceProvider services, TimeProvider time, ILogger<TimerRunner> logger)
    {
        _function = function;
        _trigger = (TimerTrigger)function.Trigger;
        var text = SettingReference.Resolve(_trigger.Schedule, function.Name, configuration);
        _schedule = TimerSchedule.Parse(text) ?? throw new StartupException($"function '{function.Name}' has the schedule '{text}', which is neither NCRONTAB nor a time span");
        _invoker = new FunctionInvoker(function);
        _services = services;
        _time = time;
        _logger = logger;
        foreach (var parameter in function.Method.GetParameters())
        {
            if (!function.IsTrigger(parameter) && parameter.ParameterType != typeof(CancellationToken))
            {
                throw new StartupException($"function '{function.Name}': this host cannot fill the parameter '{parameter.Name}' of type {parameter.ParameterType.Name}");
            }
        }

        logger.Found("timer", function.Name, text);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
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
        try
        {
            await _invoker.InvokeInScopeAsync(_services, () => Arguments(occurrence, stoppingToken), "timer", default(ActivityContext));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            _logger.Failed(_function.Name, failure);
        }
    }
    private object?[] Arguments(DateTime occurrence, CancellationToken stoppingToken) =>
    [
        .. _function.Method.GetParameters().Select(parameter => parameter.ParameterType == typeof(CancellationToken)
            ? stoppingToken
            : TimerParameter.Create(parameter.ParameterType, occurrence, _schedule.Next(occurrence), _time.GetUtcNow().UtcDateTime)),
    ];
}
