using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Reports;

/// <summary>
/// Sends a report at each interval, immediately when the node's state changes, and a last one when the node stops. A report that cannot be
/// sent is not retried: the next one contains the full state.
/// </summary>
internal sealed partial class ReportSender(
    ReportWriter writer,
    Lifecycle lifecycle,
    IMessageBus bus,
    ReportOptions options,
    TimeProvider time,
    ILogger<ReportSender> logger) : BackgroundService
{
    private volatile TaskCompletionSource _due = NewSignal();
    private bool _away;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        lifecycle.Changed += _ => _due.TrySetResult();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        lifecycle.Stop();
        using var timeout = new CancellationTokenSource(options.FlushTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await SendAsync(linked.Token);
        }
        catch (OperationCanceledException)
        {
            // The bus is unavailable. The control plane detects the missing reports.
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Created before the state is read, so that a later change is not missed.
            var due = _due = NewSignal();
            await SendAsync(stoppingToken);
            await due.Task.WaitAsync(options.Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var messages = writer.Write().Select(MessageOf).ToList();
        try
        {
            await bus.SendAsync(BusEntities.NodeReports, messages, cancellationToken);
            if (_away)
            {
                LogResumed();
            }

            _away = false;
        }
        catch (BusUnavailableException error)
        {
            if (!_away)
            {
                LogUnavailable(error.Message);
            }

            _away = true;
        }
        catch (BusMessageRefusedException error)
        {
            LogRefused(error.Refused.Count, error.Refused[0].Reason);
        }
    }

    private static BusMessage MessageOf(NodeReport report) => new()
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Options),
        MessageId = $"{report.NodeId}/{report.Epoch}/{report.Sequence}/{report.Part}",
    };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventIds.ReportsDelayed, LogLevel.Warning, "Message bus is unavailable; reports are not sent: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(EventIds.ReportsResumed, LogLevel.Information, "Sending reports resumed")]
    private partial void LogResumed();

    [LoggerMessage(EventIds.ReportRefused, LogLevel.Error, "Message bus rejected {Count} report parts; dropped: {Reason}")]
    private partial void LogRefused(int count, string reason);
}
