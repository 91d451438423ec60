using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Signal.Bus;

/// <summary>
/// Opens the links to the queues that the process sends to when it starts, so that a missing role is reported before the first message, and
/// repeats this, so that an assigned role is noticed without one.
/// </summary>
internal sealed class SendAccessCheck(ServiceBusMessageBus bus, IReadOnlyList<string> queues, IOptions<BusOptions> options, TimeProvider time)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var queue in queues)
            {
                await bus.CheckSendAsync(queue, stoppingToken);
            }

            await Task.Delay(options.Value.MaxBackoff, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
