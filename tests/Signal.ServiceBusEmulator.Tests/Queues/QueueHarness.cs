using System.Text;
using Amqp.Framing;
using Microsoft.Extensions.Time.Testing;
using Signal.ServiceBusEmulator.Entities;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Tests.Queues;

/// <summary>A queue and its clock.</summary>
internal sealed class QueueHarness : IDisposable
{
    public static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(30);

    public QueueHarness(Func<QueueDescription, QueueDescription>? configure = null)
    {
        var description = new QueueDescription { Name = "q", LockDuration = LockDuration, MaxDeliveryCount = 3 };
        Queue = new BrokerQueue(configure?.Invoke(description) ?? description, Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public BrokerQueue Queue { get; }

    public static MessageContent Content(string body, string? session = null, TimeSpan? timeToLive = null, string? id = null, int size = 100) => new()
    {
        Body = new Data { Binary = Encoding.UTF8.GetBytes(body) },
        Properties = new Properties { MessageId = id ?? body, GroupId = session },
        Header = timeToLive is { } time ? new Header { Ttl = (uint)time.TotalMilliseconds } : null,
        Size = size,
    };

    public static string Text(Delivery? delivery) => delivery is null ? "nothing" : Encoding.UTF8.GetString(((Data)delivery.Content.Body!).Binary);

    public void Send(params string[] bodies) => Queue.Enqueue([.. bodies.Select(body => Content(body))]);

    public void SendTo(string session, params string[] bodies) => Queue.Enqueue([.. bodies.Select(body => Content(body, session))]);

    public long Schedule(string body, DateTimeOffset at)
    {
        var annotations = new MessageAnnotations { [ScheduledTime.Annotation] = at.UtcDateTime };
        return Assert.Single(Queue.Schedule([Content(body) with { Annotations = annotations }]));
    }

    public Delivery? TryReceive() => Queue.TryReceive(session: null, andDelete: false);

    public Delivery Receive() => TryReceive() ?? throw new InvalidOperationException("The queue has nothing.");

    public List<string> Peek() => [.. Queue.Peek(0, 100, sessionId: null).Select(Text)];

    public List<string> PeekDeadLetters() => [.. Queue.DeadLetters!.Peek(0, 100, sessionId: null).Select(Text)];

    public void Dispose() => Queue.Dispose();
}
