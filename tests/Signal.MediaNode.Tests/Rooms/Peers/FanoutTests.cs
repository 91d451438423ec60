using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Tests.Rooms.Peers;

/// <summary>One message to many clients.</summary>
public sealed class FanoutTests
{
    private static readonly IHubProtocol Protocol = new JsonHubProtocol();

    [Fact]
    public async Task Few_sends_start_at_a_time_and_all_clients_get_all_messages_in_order()
    {
        var links = Enumerable.Range(0, 200).Select(_ => new Link()).ToList();
        var outboxes = links.ConvertAll(Attached);

        // Nothing is awaited between the messages: the later ones find clients whose send of the first has not started.
        Send("1", "2", "3");
        var sentHere = links.Sum(link => link.SentHere);
        await Task.WhenAll(outboxes.Select(outbox => outbox.DrainedAsync())).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        Assert.All(links, link => Assert.Equal(["1", "2", "3"], link.Received));
        Assert.InRange(sentHere, Fanout.AtOnce, 3 * Fanout.AtOnce);

        void Send(params string[] peers)
        {
            foreach (var peer in peers)
            {
                Fanout.Send(ServerMessage.Of(new PeerClosed(peer)), outboxes);
            }
        }
    }

    [Fact]
    public async Task A_client_that_has_gone_before_its_send_starts_gets_the_message_when_it_resumes()
    {
        var links = Enumerable.Range(0, 2 * Fanout.AtOnce).Select(_ => new Link()).ToList();
        var outboxes = links.ConvertAll(Attached);
        var (outbox, lost, resumed) = (outboxes[^1], links[^1], new Link());

        Fanout.Send(ServerMessage.Of(new PeerClosed("1")), ThenLoseTheLast());
        await Task.WhenAll(outboxes.Select(each => each.DrainedAsync())).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        Assert.Equal(["1"], resumed.Received);
        Assert.Empty(lost.Received);

        // Its message is queued, and its send has not started.
        IEnumerable<Outbox> ThenLoseTheLast()
        {
            foreach (var each in outboxes)
            {
                yield return each;
            }

            outbox.Detach(lost);
            Assert.True(outbox.TryAttach(resumed, 0));
        }
    }

    private static Outbox Attached(Link link)
    {
        var outbox = new Outbox(new OutboxOptions(), new FakeTimeProvider(), Protocol, Assert.Fail, (_, error) => Assert.Fail(error.Message));
        Assert.True(outbox.TryAttach(link, null));
        return outbox;
    }

    /// <summary>A client that accepts messages at once, and counts those that were sent on the thread that made it.</summary>
    private sealed class Link : IClientLink
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public List<string> Received { get; } = [];

        public int SentHere { get; private set; }

        public IHubProtocol Protocol => FanoutTests.Protocol;

        public CancellationToken Gone => CancellationToken.None;

        public Action<string, bool>? OnAnswer { get; set; }

        public ValueTask WriteAsync(SerializedHubMessage message)
        {
            Received.Add(((PeerClosed)((InvocationMessage)message.Message!).Arguments[0]!).PeerId);
            SentHere += Environment.CurrentManagedThreadId == _thread ? 1 : 0;
            return ValueTask.CompletedTask;
        }

        public void Abort()
        {
        }
    }
}
