using System.Threading.Channels;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>Accepts receivers that request a session, immediately or when one becomes available.</summary>
internal sealed class SessionAcceptor(ConnectionGates gates, TimeProvider time)
{
    private static readonly Symbol TimeoutProperty = "com.microsoft:timeout";
    private static readonly Symbol LockedUntilProperty = "com.microsoft:locked-until-utc";
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(65);

    /// <summary>The filter that requests a session.</summary>
    public static Symbol Filter { get; } = "com.microsoft:session-filter";

    public void Accept(AttachContext context, BrokerQueue queue, OutgoingLink link)
    {
        var source = (Source)context.Attach.Source;
        var wanted = source.FilterSet[Filter] is DescribedValue described ? described.Value as string : source.FilterSet[Filter] as string;
        if (queue.TryAcceptSession(wanted, link.OnSessionLost) is { } held)
        {
            Grant(context, link, held);
        }
        else
        {
            _ = WaitAsync(context, queue, link);
        }
    }

    private static void Grant(AttachContext context, OutgoingLink link, SessionLock held)
    {
        var source = (Source)context.Attach.Source;
        source.FilterSet[Filter] = held.SessionId;
        context.Attach.Properties ??= [];
        context.Attach.Properties[LockedUntilProperty] = held.Until.UtcTicks;
        context.Complete(link, 0);
        link.Start(held);
    }

    private async Task WaitAsync(AttachContext context, BrokerQueue queue, OutgoingLink link)
    {
        var wait = context.Attach.Properties?[TimeoutProperty] is uint milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : DefaultWait;
        using var over = new CancellationTokenSource(wait, time);
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        context.Link.AddClosedCallback((_, _) => wake.Writer.TryComplete());
        using var subscription = queue.Subscribe(() => wake.Writer.TryWrite(true));
        wake.Writer.TryWrite(true);
        try
        {
            await foreach (var _ in wake.Reader.ReadAllAsync(over.Token))
            {
                if (queue.TryAcceptSession(null, link.OnSessionLost) is { } held)
                {
                    await gates.RunAsync(context.Link, () => Grant(context, link, held));
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            await gates.RunAsync(context.Link, () => context.Complete(Conditions.ToError(BrokerException.NoSessionInTime())));
        }
    }
}
