namespace Signal.Cascade.Tests;

/// <summary>The life of a pipe, step by step.</summary>
public sealed class CascadeStateTests
{
    private static readonly ShardId First = new("node", 1);
    private static readonly ShardId Second = new("node", 2);
    private static readonly PipeId Pipe = new("video", First, Second);

    private readonly CascadeState _room = new();

    public CascadeStateTests()
    {
        _room.AddShard(First);
        _room.AddShard(Second);
        _room.Place("Alice", First);
        _room.Place("Bob", Second);
        _room.Place("Carol", Second);
        _room.AddStream("video", "Alice", First);
    }

    [Fact]
    public void The_first_receiver_of_another_shard_opens_the_pipe_and_others_share_it()
    {
        Assert.True(_room.Receive("Bob", "video", Second));
        Assert.True(_room.Receive("Carol", "video", Second));
        Assert.True(_room.Receive("Carol", "video", Second));

        Assert.Equal([new(Pipe, PipeState.Opening)], Changes());
        Assert.False(_room.Reaches("video", Second));
        _room.Report(Pipe, PipeEvent.Opened);
        Assert.Equal([new(Pipe, PipeState.Open)], Changes());
        Assert.True(_room.Reaches("video", Second));
        Assert.Equal(["Bob", "Carol"], _room.ReceiversOf(Pipe));
    }

    [Fact]
    public void A_receiver_on_the_owners_shard_needs_no_pipe()
    {
        _room.Place("Dave", First);

        Assert.True(_room.Receive("Dave", "video", First));

        Assert.True(_room.Reaches("video", First));
        Assert.Empty(Changes());
        Assert.Empty(_room.Pipes);
    }

    [Fact]
    public void A_pipe_outlives_its_last_receiver_until_the_time_has_elapsed()
    {
        Open();

        _room.Release("Bob", "video");
        Assert.Equal([new(Pipe, PipeState.Idle)], Changes());
        Assert.True(_room.Reaches("video", Second));
        _room.Receive("Carol", "video", Second);
        Assert.Equal([new(Pipe, PipeState.Open)], Changes());
        _room.Report(Pipe, PipeEvent.Elapsed);
        Assert.Empty(Changes());

        _room.Release("Carol", "video");
        _room.Report(Pipe, PipeEvent.Elapsed);
        _room.Report(Pipe, PipeEvent.Closed);
        Assert.Equal([new(Pipe, PipeState.Idle), new(Pipe, PipeState.Closing), new(Pipe, PipeState.None)], Changes());
        Assert.Empty(_room.Pipes);
    }

    [Fact]
    public void A_pipe_is_paused_some_time_after_its_last_receiver_has_paused_and_resumed_at_once_with_the_first()
    {
        Open();
        _room.Receive("Carol", "video", Second);

        _room.SetPaused("Bob", "video", paused: true);
        _room.SetPaused("Bob", "video", paused: true);
        Assert.Empty(Changes());
        _room.SetPaused("Carol", "video", paused: true);
        Assert.Equal([new(Pipe, PipeState.Pausing)], Changes());
        _room.Report(Pipe, PipeEvent.Elapsed);
        Assert.Equal([new(Pipe, PipeState.Paused)], Changes());
        Assert.True(_room.Reaches("video", Second));

        _room.SetPaused("Bob", "video", paused: false);
        Assert.Equal([new(Pipe, PipeState.Open)], Changes());
    }

    [Fact]
    public void A_receiver_that_resumes_in_time_keeps_the_pipe_from_being_paused()
    {
        Open();
        _room.SetPaused("Bob", "video", paused: true);

        _room.SetPaused("Bob", "video", paused: false);
        _room.Report(Pipe, PipeEvent.Elapsed);

        Assert.Equal([PipeState.Pausing, PipeState.Open], Changes().Select(change => change.State));
    }

    [Fact]
    public void The_last_receiver_that_has_not_paused_leaves_a_pipe_to_be_paused()
    {
        Open();
        _room.Receive("Carol", "video", Second);
        _room.SetPaused("Carol", "video", paused: true);

        _room.Release("Bob", "video");
        _room.Report(Pipe, PipeEvent.Elapsed);
        _room.Release("Carol", "video");

        Assert.Equal([PipeState.Pausing, PipeState.Paused, PipeState.Idle], Changes().Select(change => change.State));
    }

    [Fact]
    public void A_new_receiver_resumes_a_paused_pipe()
    {
        Open();
        _room.SetPaused("Bob", "video", paused: true);
        _room.Report(Pipe, PipeEvent.Elapsed);
        Changes();

        _room.Receive("Carol", "video", Second);

        Assert.Equal([new(Pipe, PipeState.Open)], Changes());
    }

    [Fact]
    public void A_receiver_that_requests_the_stream_again_has_resumed_it()
    {
        Open();
        _room.SetPaused("Bob", "video", paused: true);
        _room.Report(Pipe, PipeEvent.Elapsed);
        Changes();

        Assert.True(_room.Receive("Bob", "video", Second));

        Assert.Equal([new(Pipe, PipeState.Open)], Changes());
    }

    [Fact]
    public void A_pipe_that_is_opened_again_is_paused_again_when_its_receivers_still_are()
    {
        Open();
        _room.SetPaused("Bob", "video", paused: true);
        _room.Report(Pipe, PipeEvent.Elapsed);
        Changes();

        _room.Report(Pipe, PipeEvent.Closed);
        _room.Report(Pipe, PipeEvent.Opened);
        _room.Report(Pipe, PipeEvent.Elapsed);

        Assert.Equal(
            [PipeState.None, PipeState.Opening, PipeState.Open, PipeState.Pausing, PipeState.Paused],
            Changes().Select(change => change.State));
    }

    [Fact]
    public void A_paused_pipe_without_receivers_is_closed_as_any_other()
    {
        Open();
        _room.SetPaused("Bob", "video", paused: true);
        _room.Report(Pipe, PipeEvent.Elapsed);
        _room.Release("Bob", "video");
        _room.Report(Pipe, PipeEvent.Elapsed);
        _room.Report(Pipe, PipeEvent.Closed);

        Assert.Empty(_room.Pipes);
        Assert.Equal(PipeState.None, Changes()[^1].State);
    }

    [Fact]
    public void Who_pauses_on_the_owners_shard_pauses_no_pipe()
    {
        _room.Place("Dave", First);
        _room.Receive("Dave", "video", First);
        Open();

        _room.SetPaused("Dave", "video", paused: true);

        Assert.Empty(Changes());
    }

    [Fact]
    public void A_pipe_that_fails_to_open_is_retried_while_it_is_needed()
    {
        _room.Receive("Bob", "video", Second);

        _room.Report(Pipe, PipeEvent.Failed);
        _room.Report(Pipe, PipeEvent.Elapsed);
        _room.Report(Pipe, PipeEvent.Failed);
        _room.Release("Bob", "video");

        Assert.Equal(
            [PipeState.Opening, PipeState.Retrying, PipeState.None, PipeState.Opening, PipeState.Retrying, PipeState.None],
            Changes().Select(change => change.State));
        Assert.Empty(_room.Pipes);
    }

    [Fact]
    public void A_pipe_that_is_needed_again_while_it_is_closed_is_opened_again()
    {
        Open();
        _room.Release("Bob", "video");
        _room.Report(Pipe, PipeEvent.Elapsed);
        _room.Receive("Bob", "video", Second);
        Assert.False(_room.Reaches("video", Second));
        Changes();

        _room.Report(Pipe, PipeEvent.Closed);

        Assert.Equal([PipeState.None, PipeState.Opening], Changes().Select(change => change.State));
    }

    [Fact]
    public void An_ended_stream_takes_its_pipe_with_it_at_once()
    {
        Open();

        _room.RemoveStream("video");

        Assert.Equal([new(Pipe, PipeState.Closing)], Changes());
        Assert.False(_room.Receive("Bob", "video", Second));
    }

    [Fact]
    public void A_pipe_that_nobody_needs_any_more_is_closed_when_it_has_opened()
    {
        _room.Receive("Bob", "video", Second);
        _room.RemovePeer("Alice");

        _room.Report(Pipe, PipeEvent.Opened);

        Assert.Equal([PipeState.Opening, PipeState.Open, PipeState.Closing], Changes().Select(change => change.State));
    }

    [Fact]
    public void A_lost_shard_takes_its_peers_and_their_streams_with_it()
    {
        Open();

        _room.RemoveShard(First);

        Assert.Equal([new(Pipe, PipeState.Closing)], Changes());
        Assert.False(_room.AddStream("audio", "Alice", First));
        Assert.False(_room.Place("Alice", First));
        Assert.True(_room.Place("Alice", Second));
        Assert.False(_room.AddStream("audio", "Alice", First));
        Assert.True(_room.AddStream("audio", "Alice", Second));
    }

    [Fact]
    public void Requests_that_come_too_late_are_refused()
    {
        Assert.False(_room.Receive("Alice", "video", First));
        Assert.False(_room.Receive("Bob", "video", First));
        Assert.False(_room.Receive("Mallory", "video", Second));
        Assert.False(_room.Receive("Bob", "audio", Second));
        Assert.False(_room.AddStream("video", "Bob", Second));
        _room.SetPaused("Bob", "video", paused: true);
        _room.SetPaused("Bob", "audio", paused: true);
        _room.Release("Bob", "video");
        _room.RemovePeer("Mallory");
        _room.RemoveStream("audio");
        _room.RemoveShard(new ShardId("node", 3));
        _room.Report(Pipe, PipeEvent.Opened);

        Assert.Empty(Changes());
    }

    private void Open()
    {
        _room.Receive("Bob", "video", Second);
        _room.Report(Pipe, PipeEvent.Opened);
        Changes();
    }

    private List<PipeChange> Changes()
    {
        var changes = new List<PipeChange>();
        while (_room.TryTakeChange(out var change))
        {
            changes.Add(change);
        }

        return changes;
    }
}
