using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Amqp.Sasl;
using Amqp.Types;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.ServiceBusEmulator.Tests.Amqp;

/// <summary>The fate of messages in transit when a client's connection is lost.</summary>
public sealed class LostConnectionTests : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private readonly Emulator _emulator = Emulator.Start(
        [
            new QueueDescription { Name = "plain", LockDuration = TimeSpan.FromSeconds(2) },
            new QueueDescription { Name = "sessions", RequiresSession = true, LockDuration = TimeSpan.FromMinutes(5) },
        ],
        FreePort.Next(),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    [Fact]
    public async Task Messages_of_a_killed_connection_are_redelivered_when_their_locks_end()
    {
        var (doomed, socket) = await ConnectAsync();
        var session = new Session(doomed);
        await SendAsync(session, "plain", sessionId: null, 20);
        var receiver = new ReceiverLink(session, "doomed", "plain");
        receiver.SetCredit(20, CreditMode.Manual);
        for (var i = 0; i < 20; i++)
        {
            Assert.NotNull(await receiver.ReceiveAsync(Long));
        }

        socket.Close(0);

        var (connection, _) = await ConnectAsync();
        var survivor = new ReceiverLink(new Session(connection), "survivor", "plain");
        var again = new List<int>();
        while (again.Count < 20 && await survivor.ReceiveAsync(Long) is { } message)
        {
            again.Add((int)message.Body);
            Assert.Equal(1u, message.Header.DeliveryCount);
            survivor.Accept(message);
        }

        Assert.Equal(Enumerable.Range(0, 20), again);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task A_session_of_a_killed_connection_is_free_at_once_and_its_messages_are_not_counted()
    {
        var (doomed, socket) = await ConnectAsync();
        var session = new Session(doomed);
        await SendAsync(session, "sessions", "s", 5);
        var holder = OpenSession(session, "doomed");
        Assert.NotNull(await holder.ReceiveAsync(Long));

        socket.Close(0);

        var (connection, _) = await ConnectAsync();
        var message = await ReceiveFirstAsync(connection);
        Assert.Equal((0, 0u), ((int)message.Body, message.Header.DeliveryCount));
        await connection.CloseAsync();
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    /// <summary>The broker may detect the end of the old connection with a delay: retries until the session is granted.</summary>
    private static async Task<Message> ReceiveFirstAsync(Connection connection)
    {
        Message? first = null;
        await Eventually.TrueAsync(async () => (first = await TryReceiveAsync(connection)) is not null);
        return first!;
    }

    private static async Task<Message?> TryReceiveAsync(Connection connection)
    {
        var session = new Session(connection);
        try
        {
            return await OpenSession(session, $"survivor-{Guid.NewGuid()}").ReceiveAsync(Long);
        }
        catch (AmqpException error) when (error.Error.Condition.Equals((Symbol)"com.microsoft:session-cannot-be-locked"))
        {
            await session.CloseAsync();
            return null;
        }
    }

    private static ReceiverLink OpenSession(Session session, string name)
    {
        var filter = new Map { [new Symbol("com.microsoft:session-filter")] = "s" };
        return new ReceiverLink(session, name, new Source { Address = "sessions", FilterSet = filter }, null);
    }

    private static async Task SendAsync(Session session, string queue, string? sessionId, int count)
    {
        var sender = new SenderLink(session, $"sender-{queue}", queue);
        for (var i = 0; i < count; i++)
        {
            await sender.SendAsync(new Message(i) { Properties = new Properties { GroupId = sessionId } });
        }
    }

    private async Task<(Connection Connection, Socket Socket)> ConnectAsync()
    {
        var factory = new ConnectionFactory();
        factory.SASL.Profile = SaslProfile.Anonymous;
        var keeper = new SocketKeeper();
        var connection = await factory.CreateAsync(new Address($"amqp://127.0.0.1:{_emulator.Port}"), keeper);
        return (connection, keeper.Socket!);
    }

    private sealed class SocketKeeper : IHandler
    {
        public Socket? Socket { get; private set; }

        public bool CanHandle(EventId id) => id == EventId.SocketConnect;

        public void Handle(Event protocolEvent) => Socket = protocolEvent.Context as Socket;
    }
}
