using Amqp.Framing;
using Amqp.Types;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

public sealed partial class BusReceiver
{
    private const int MaxReasonLength = 1024;

    /// <summary>
    /// Removes the message from the queue. Unconfirmed it is one frame that nobody answers: when the lock had run out the message simply comes again.
    /// Confirmed it is a round trip that throws <see cref="BusLockLostException"/> in that case.
    /// </summary>
    public async Task CompleteAsync(BusDelivery delivery, bool confirm, CancellationToken cancellationToken)
    {
        if (confirm)
        {
            await _client.ManageAsync(
                Queue, link => QueueManagement.SettleAsync(link, "completed", [delivery.LockToken], SessionId, _link.Name, cancellationToken), cancellationToken);
        }

        Settle(delivery, new Accepted());
    }

    /// <summary>Gives the message back; its delivery count grows, and past the queue's limit it goes to the dead-letter queue.</summary>
    public void Abandon(BusDelivery delivery) => Settle(delivery, new Modified { DeliveryFailed = true });

    /// <summary>Moves the message to the dead-letter queue.</summary>
    public void DeadLetter(BusDelivery delivery, string reason, string? description)
    {
        var info = new Fields
        {
            [new Symbol("DeadLetterReason")] = Shorten(reason),
            [new Symbol("DeadLetterErrorDescription")] = Shorten(description ?? string.Empty),
        };
        Settle(delivery, new Rejected { Error = new Error(AmqpConditions.DeadLetter) { Info = info } });
    }

    /// <summary>Renews the lock on a message of a queue without sessions; the answer is its new end.</summary>
    /// <exception cref="BusLockLostException">The lock is gone.</exception>
    public async Task<DateTimeOffset> RenewLockAsync(BusDelivery delivery, CancellationToken cancellationToken)
    {
        var until = DateTimeOffset.MinValue;
        await _client.ManageAsync(
            Queue, async link => until = await QueueManagement.RenewLockAsync(link, delivery.LockToken, _link.Name, cancellationToken), cancellationToken);
        return until;
    }

    /// <summary>Renews the lock on the session; the answer is its new end.</summary>
    /// <exception cref="BusLockLostException">The lock is gone.</exception>
    public async Task<DateTimeOffset> RenewSessionLockAsync(CancellationToken cancellationToken)
    {
        var session = SessionId ?? throw new InvalidOperationException($"{Queue} has no sessions.");
        var until = DateTimeOffset.MinValue;
        await _client.ManageAsync(
            Queue, async link => until = await QueueManagement.RenewSessionLockAsync(link, session, _link.Name, cancellationToken), cancellationToken);
        SessionLockedUntil = until;
        return until;
    }

    private static string Shorten(string text) => text.Length <= MaxReasonLength ? text : text[..MaxReasonLength];

    private void Settle(BusDelivery delivery, DeliveryState outcome)
    {
        if (_link.IsClosed)
        {
            throw new BusUnavailableException($"The link to {Queue} was lost before message {delivery.SequenceNumber} was settled; it will come again. {_link.Error}");
        }

        _link.Complete(delivery.Received, outcome);
    }
}
