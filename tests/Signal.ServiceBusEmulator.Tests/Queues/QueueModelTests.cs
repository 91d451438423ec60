using CsCheck;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Tests.Queues;

/// <summary>Random operations on a queue and on <see cref="QueueModel"/>, a simple reference implementation, must have the same results.</summary>
public sealed class QueueModelTests
{
    private static readonly Gen<(Step Step, int Argument)[]> Steps = Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 40]).Array[0, 80];

    private enum Step
    {
        Send,
        SendShortLived,
        Receive,
        Complete,
        Abandon,
        Renew,
        Defer,
        ReceiveDeferred,
        DeadLetter,
        Wait,
    }

    [Fact]
    public void A_queue_does_what_the_model_does() => Steps.Sample(Run, iter: 2000);

    private static void Run((Step Step, int Argument)[] steps)
    {
        using var harness = new QueueHarness();
        var model = new QueueModel(QueueHarness.LockDuration, maxDeliveryCount: 3);
        var tokens = new List<(Guid Token, int ModelToken)>();
        foreach (var (step, argument) in steps)
        {
            var now = harness.Time.GetUtcNow();
            var (token, modelToken) = tokens.Count == 0 ? (Guid.Empty, -1) : tokens[argument % tokens.Count];
            switch (step)
            {
                case Step.Send:
                    harness.Send($"{argument}");
                    model.Send(now, expiresAt: null);
                    break;
                case Step.SendShortLived:
                    harness.Queue.Enqueue([QueueHarness.Content($"{argument}", timeToLive: TimeSpan.FromSeconds(20))]);
                    model.Send(now, now.AddSeconds(20));
                    break;
                case Step.Receive:
                    var delivery = harness.TryReceive();
                    var expected = model.Receive(now);
                    Assert.Equal(expected?.Number, delivery?.SequenceNumber);
                    Assert.Equal(expected?.Failures, delivery?.DeliveryCount);
                    if (delivery is not null)
                    {
                        tokens.Add((delivery.LockToken!.Value, expected!.Token));
                    }

                    break;
                case Step.ReceiveDeferred:
                    var found = Try(() => Assert.Single(harness.Queue.ReceiveDeferred([argument], sessionId: null, andDelete: false)));
                    var modelFound = model.ReceiveDeferred(now, argument);
                    Assert.Equal(modelFound is not null, found is not null);
                    if (found is not null)
                    {
                        tokens.Add((found.LockToken!.Value, modelFound!.Token));
                    }

                    break;
                case Step.Complete:
                    Assert.Equal(model.Complete(now, modelToken), Done(() => harness.Queue.Complete(token)));
                    break;
                case Step.Abandon:
                    Assert.Equal(model.Abandon(now, modelToken), Done(() => harness.Queue.Abandon(token)));
                    break;
                case Step.Renew:
                    Assert.Equal(model.Renew(now, modelToken), Done(() => harness.Queue.RenewLock(token)));
                    break;
                case Step.Defer:
                    Assert.Equal(model.Defer(now, modelToken), Done(() => harness.Queue.Defer(token)));
                    break;
                case Step.DeadLetter:
                    Assert.Equal(model.DeadLetter(now, modelToken), Done(() => harness.Queue.DeadLetter(token, null, null)));
                    break;
                default:
                    harness.Time.Advance(TimeSpan.FromSeconds(argument));
                    break;
            }

            now = harness.Time.GetUtcNow();
            Assert.Equal(model.Live(now), harness.Queue.Peek(0, 1000, sessionId: null).Select(message => message.SequenceNumber));
            Assert.Equal(model.DeadLetters(now).Order(), harness.Queue.DeadLetters!.Peek(0, 1000, sessionId: null).Select(message => message.SequenceNumber));
        }
    }

    private static bool Done(Action action) => Try(() =>
    {
        action();
        return action;
    }) is not null;

    private static T? Try<T>(Func<T> action)
        where T : class
    {
        try
        {
            return action();
        }
        catch (BrokerException)
        {
            return null;
        }
    }
}
