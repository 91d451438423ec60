using CsCheck;
using Microsoft.AspNetCore.Http.Connections.Client;
using Signal.Contracts.Messages;
using Signal.MediaNode.Commands;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Peers;

/// <summary>
/// Connections, resumes, ends and closures in any order, while the mailboxes of the room and of peers are blocked at times, as slow
/// workers do: at the end no object is left.
/// </summary>
public sealed class PeerLifeTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    internal enum Step
    {
        Connect,
        Join,
        Goodbye,
        Lose,
        Resume,
        Leave,
        Remove,
        Ban,
        CloseRoom,
        HoldRoom,
        HoldPeer,
        LetGo,
    }

    [Fact]
    public async Task Any_order_of_steps_leaves_nothing()
    {
        await using var node = await NodeHost.StartAsync(
            ("Rooms:ResumeGrace", "00:00:00.100"),
            ("Rooms:DepartureTimeout", "00:00:00"),
            ("Rooms:EmptyTimeout", "00:00:00"),
            ("Limits:JoinTimeout", "00:00:01"),
            ("Limits:ResumeTimeout", "00:00:01"),
            ("Logging:LogLevel:Default", "Critical"));
        var tickets = (SessionTickets)node.Services.GetService(typeof(SessionTickets))!;
        var runs = 0;

        await Check.SampleAsync(
            Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 9]).Array[5, 25],
            async steps =>
            {
                await using (var story = new Story(node, $"room {Interlocked.Increment(ref runs)}"))
                {
                    foreach (var (step, choice) in steps)
                    {
                        await story.TakeAsync(step, choice);
                    }
                }

                await node.BecomesEmptyAsync();
                await Eventually.TrueAsync(() => tickets.Count == 0, "no session is left");
            },
            iter: 40,
            threads: 1);
    }

    /// <summary>The steps in one room. Steps that would wait for a blocked mailbox are started and not awaited.</summary>
    private sealed class Story(NodeHost node, string room) : IAsyncDisposable
    {
        private readonly List<TestClient> _clients = [];
        private readonly List<Peer> _peers = [];
        private readonly List<TaskCompletionSource> _held = [];
        private readonly List<Task> _begun = [];
        private volatile bool _over;

        public async Task TakeAsync(Step step, int choice)
        {
            switch (step)
            {
                case Step.Connect:
                    await ConnectAsync(choice);
                    break;
                case Step.Join when Pick(_clients, choice) is { } client:
                    Begin(client.AskAsync("join"));
                    break;
                case Step.Goodbye when Pick(_clients, choice) is { } client:
                    Begin(client.DisposeAsync().AsTask());
                    break;
                case Step.Lose when Pick(_peers, choice) is { } peer:
                    peer.Link?.Abort();
                    break;
                case Step.Resume when Pick(_peers, choice) is { } peer:
                    await ResumeAsync(peer);
                    break;
                case Step.Leave when Pick(_clients, choice) is { } client:
                    Begin(client.AskAsync("leave"));
                    break;
                case Step.Remove or Step.Ban:
                    Execute(new RemoveUser
                    {
                        Id = $"{Guid.NewGuid()}",
                        ExpiresAt = DateTimeOffset.MaxValue,
                        Tenant = "tenant",
                        RoomId = room,
                        UserId = $"user {choice}",
                        BannedUntil = step == Step.Ban ? DateTimeOffset.MaxValue : null,
                    });
                    break;
                case Step.CloseRoom:
                    Execute(new CloseRoom { Id = $"{Guid.NewGuid()}", ExpiresAt = DateTimeOffset.MaxValue, Tenant = "tenant", RoomId = room });
                    break;
                case Step.HoldRoom when node.Rooms.Find("tenant", room) is { } open:
                    open.Mailbox.Post(() => Hold());
                    break;
                case Step.HoldPeer when Pick(_peers, choice) is { } peer:
                    peer.Mailbox.Post(() => Hold());
                    break;
                case Step.LetGo:
                    LetGo();
                    break;
            }
        }

        public async ValueTask DisposeAsync()
        {
            _over = true;
            LetGo();
            await Task.WhenAll(_begun).WaitAsync(Timeout, TimeProvider.System);
            foreach (var client in _clients)
            {
                await client.DisposeAsync();
            }
        }

        private async Task ConnectAsync(int choice)
        {
            try
            {
                _clients.Add(await TestClient.OpenAsync(node.Url, node.Token(spec => spec with { RoomId = room, UserId = $"user {choice}" })));
                if (_held.Count == 0)
                {
                    await Eventually.TrueAsync(() => _clients[^1].Heard.Count > 0 || _clients[^1].Ended, "the client is let in or refused");
                    Remember(_clients[^1]);
                }
            }
            catch (Exception error) when (IsRefusal(error))
            {
                // The user is banned.
            }
        }

        private async Task ResumeAsync(Peer peer)
        {
            try
            {
                var client = await TestClient.OpenAsync(node.Url, peer.SessionSecret);
                _clients.Add(client);
                Begin(client.AskAsync("resume", new { peerId = peer.Id, sessionSecret = peer.SessionSecret }));
            }
            catch (Exception error) when (IsRefusal(error))
            {
                // The peer has ended, or has as many connections as it may have.
            }
        }

        /// <summary>Refused at the negotiation, or at the WebSocket after it.</summary>
        private static bool IsRefusal(Exception error) =>
            error is HttpRequestException or AggregateException { InnerException: TransportFailedException };

        private void Remember(TestClient client)
        {
            var secret = client.Heard
                .Where(message => message.Name == "welcome")
                .Select(message => message.Data.GetProperty("sessionSecret").GetString())
                .FirstOrDefault();
            if (secret is not null && ((SessionTickets)node.Services.GetService(typeof(SessionTickets))!).Find(secret) is { } ticket)
            {
                _peers.Add(ticket.Peer);
            }
        }

        private void Execute(NodeCommand command) => ((CommandExecutor)node.Services.GetService(typeof(CommandExecutor))!).Execute(command);

        private Task Hold()
        {
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_held)
            {
                if (_over)
                {
                    return Task.CompletedTask;
                }

                _held.Add(held);
                return held.Task;
            }
        }

        private void LetGo()
        {
            lock (_held)
            {
                _held.ForEach(held => held.SetResult());
                _held.Clear();
            }
        }

        /// <summary>Refusals and ended connections are expected.</summary>
        private void Begin(Task task) => _begun.Add(task.ContinueWith(_ => { }, TaskScheduler.Default));

        private static T? Pick<T>(List<T> all, int choice)
            where T : class => all.Count == 0 ? null : all[choice % all.Count];
    }
}
