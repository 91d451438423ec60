using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Tests.Rooms.Peers;

/// <summary>The order and the repetition of messages, seen at the seam to SignalR.</summary>
public sealed class OutboxTests
{
    private static readonly IHubProtocol Protocol = new JsonHubProtocol();

    private readonly List<string> _failures = [];
    private readonly List<string> _dropped = [];
    private readonly FakeTimeProvider _time = new();
    private readonly OutboxOptions _options = new() { MaxWaiting = 64, MaxKept = 4, MaxWaitingBytes = 100_000 };
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = new Outbox(_options, _time, Protocol, _failures.Add, (name, _) => _dropped.Add(name));

    [Fact]
    public async Task Messages_wait_for_a_client_and_arrive_in_order()
    {
        var client = new Recorder();
        Notify(1, 2, 3);

        Assert.True(_outbox.TryAttach(client.Link, null));
        Notify(4);
        await _outbox.DrainedAsync();

        Assert.Equal(["1", "2", "3", "4"], client.Received);
    }

    [Fact]
    public async Task A_resumed_client_gets_missed_messages_and_then_new_ones()
    {
        var (first, second) = (new Recorder(), new Recorder());
        _outbox.TryAttach(first.Link, null);
        Notify(1, 2, 3);
        await _outbox.DrainedAsync();
        _outbox.Detach(first.Link);
        Notify(4);

        Assert.True(_outbox.TryAttach(second.Link, 1));
        await _outbox.DrainedAsync();

        Assert.Equal(["2", "3", "4"], second.Received);
    }

    [Fact]
    public async Task A_client_that_missed_more_messages_than_are_kept_cannot_resume()
    {
        var client = new Recorder();
        _outbox.TryAttach(client.Link, null);
        Notify(1, 2, 3, 4, 5, 6, 7, 8);
        await _outbox.DrainedAsync();
        _outbox.Detach(client.Link);

        Assert.False(_outbox.TryAttach(client.Link, 2));
        Assert.False(_outbox.TryAttach(client.Link, 9));
        Assert.True(_outbox.TryAttach(client.Link, 4));
    }

    [Fact]
    public async Task Who_waits_for_a_slow_client_to_catch_up_does_not_disconnect_it()
    {
        var gate = new TaskCompletionSource();
        var client = new Recorder { Gate = gate.Task };
        _outbox.TryAttach(client.Link, null);
        Notify([.. Enumerable.Range(0, _options.MaxWaiting / 4)]);
        await _outbox.CaughtUpAsync();
        Notify(100, 101);

        var waiting = _outbox.CaughtUpAsync();
        Assert.False(waiting.IsCompleted);
        gate.SetResult();
        await waiting;

        Assert.Equal((_options.MaxWaiting / 4) + 2, client.Received.Count);
        Assert.Empty(_failures);
    }

    [Fact]
    public void A_client_that_falls_too_far_behind_is_disconnected()
    {
        Notify([.. Enumerable.Range(0, 65)]);

        Assert.Single(_failures);
    }

    [Fact]
    public async Task An_answer_that_was_lost_with_the_connection_counts_when_the_client_has_the_question()
    {
        var (first, second) = (new Recorder(), new Recorder());
        _outbox.TryAttach(first.Link, null);
        var answer = _outbox.AskAsync(new PeerClosed("1"));
        await first.Asked;
        _outbox.Detach(first.Link);
        Assert.False(answer.IsCompleted);

        _outbox.TryAttach(second.Link, 1);

        Assert.True(await answer);
        Assert.Empty(second.Received);
    }

    [Fact]
    public async Task A_request_that_the_client_has_not_received_is_repeated()
    {
        var (first, second) = (new Recorder(), new Recorder());
        _outbox.TryAttach(first.Link, null);
        var answer = _outbox.AskAsync(new PeerClosed("1"));
        await first.Asked;
        _outbox.Detach(first.Link);

        _outbox.TryAttach(second.Link, 0);

        await second.Asked;
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public void A_client_that_falls_too_many_bytes_behind_is_disconnected()
    {
        _outbox.Notify(new RoomData(null, JsonSerializer.SerializeToElement(new string('x', 60_000)), null));
        Assert.Empty(_failures);
        _outbox.Notify(new RoomData(null, JsonSerializer.SerializeToElement(new string('x', 60_000)), null));

        Assert.Single(_failures);
    }

    [Fact]
    public async Task A_message_that_cannot_be_encoded_is_dropped()
    {
        var client = new Recorder();
        _outbox.TryAttach(client.Link, null);
        Notify(1);
        _outbox.Notify(new RoomData(null, JsonSerializer.Deserialize<JsonElement>("""{"a":"\ud800"}"""), null));
        Notify(2);
        await _outbox.DrainedAsync();

        Assert.Equal(["1", "2"], client.Received);
        Assert.Equal(["roomData"], _dropped);
        Assert.Equal(2, _outbox.Added);
        Assert.Empty(_failures);
    }

    [Fact]
    public async Task A_message_to_many_clients_is_encoded_once_for_each_protocol()
    {
        var encodings = new CountingProtocol();
        var outboxes = Enumerable.Range(0, 500).Select(_ => new Outbox(_options, _time, encodings, _failures.Add, (_, _) => { })).ToList();
        outboxes.ForEach(outbox => outbox.TryAttach(new Recorder(encodings), null));

        var message = ServerMessage.Of(new PeerClosed("1"));
        outboxes.ForEach(outbox => outbox.Notify(message));
        await Task.WhenAll(outboxes.Select(outbox => outbox.DrainedAsync()));

        Assert.Equal(1, encodings.Count);
    }

    [Fact]
    public async Task A_request_that_is_not_answered_in_time_counts_as_refused()
    {
        var client = new Recorder();
        _outbox.TryAttach(client.Link, null);
        var first = _outbox.AskAsync(new PeerClosed("1"));
        _time.Advance(_options.AnswerTimeout / 2);
        var second = _outbox.AskAsync(new PeerClosed("2"));
        var third = _outbox.AskAsync(new PeerClosed("3"));
        client.OnAnswer!("3", true);
        _time.Advance(_options.AnswerTimeout / 2);

        Assert.False(await first);
        Assert.False(second.IsCompleted);
        Assert.True(await third);
        _time.Advance(_options.AnswerTimeout / 2);
        Assert.False(await second);
    }

    private void Notify(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            _outbox.Notify(new PeerClosed($"{number}"));
        }
    }

    /// <summary>JSON, counting what it encodes.</summary>
    private sealed class CountingProtocol : IHubProtocol
    {
        private readonly JsonHubProtocol _json = new();

        public int Count { get; private set; }

        public string Name => _json.Name;

        public int Version => _json.Version;

        public TransferFormat TransferFormat => _json.TransferFormat;

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
        {
            Count++;
            return _json.GetMessageBytes(message);
        }

        public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
            _json.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);
    }

    /// <summary>A client that accepts messages, and answers requests only when the test instructs it to.</summary>
    private sealed class Recorder(IHubProtocol? protocol = null) : IClientLink
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IClientLink Link => this;

        public List<string> Received { get; } = [];

        /// <summary>Completes when the client takes messages.</summary>
        public Task Gate { get; init; } = Task.CompletedTask;

        /// <summary>Completes when a request has arrived.</summary>
        public Task Asked => _asked.Task;

        public IHubProtocol Protocol { get; } = protocol ?? OutboxTests.Protocol;

        public CancellationToken Gone => CancellationToken.None;

        public Action<string, bool>? OnAnswer { get; set; }

        public async ValueTask WriteAsync(SerializedHubMessage message)
        {
            await Gate;
            var call = (InvocationMessage)message.Message!;
            if (call.InvocationId is null)
            {
                Received.Add(call.Arguments[0] is PeerClosed closed ? closed.PeerId : call.Target);
            }
            else
            {
                _asked.TrySetResult();
            }
        }

        public void Abort()
        {
        }
    }
}
