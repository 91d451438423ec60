using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Reports;

/// <summary>Sends a report at each interval, and a last one when the node stops. A report that cannot be sent is not missed: the next one says it all.</summary>
internal sealed partial class ReportSender(
    ReportWriter writer,
    Lifecycle lifecycle,
    IMessageBus bus,
    ReportOptions options,
    TimeProvider time,
    ILogger<ReportSender> logger) : BackgroundService
{
    private bool _away;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        lifecycle.Stop();
        using var timeout = new CancellationTokenSource(options.FlushTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await SendAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The bus is away. The control plane will miss the reports.
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            await SendAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var report = writer.Write();
        var message = new BusMessage
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Options),
            MessageId = $"{report.NodeId}/{report.Epoch}/{report.Sequence}",
        };
        try
        {
            await bus.SendAsync(BusEntities.NodeReports, [message], cancellationToken);
            if (_away)
            {
                LogBack();
            }

            _away = false;
        }
        catch (BusUnavailableException error)
        {
            if (!_away)
            {
                LogAway(error.Message);
            }

            _away = true;
        }
    }

    [LoggerMessage(1503, LogLevel.Warning, "Reports do not reach the bus: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(1504, LogLevel.Information, "Reports reach the bus again.")]
    private partial void LogBack();
}
