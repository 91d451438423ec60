using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Signal.Bus;

/// <summary>
/// Opens links to the queues that the process sends to when it starts, so that a missing role is reported before the first message, and
/// again while it is refused, so that an assigned role is noticed without one.
/// </summary>
internal sealed class SendAccessCheck(
    ServiceBusMessageBus bus, BusAccess access, IReadOnlyList<string> queues, IOptions<BusOptions> options, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isFirst = true; !stoppingToken.IsCancellationRequested; isFirst = false)
        {
            foreach (var queue in queues.Where(queue => isFirst || access.IsRefused(queue, BusRight.Send)))
            {
                await bus.CheckSendAsync(queue, stoppingToken);
            }

            await Task.Delay(options.Value.MaxBackoff, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
