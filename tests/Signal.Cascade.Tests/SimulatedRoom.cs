namespace Signal.Cascade.Tests;

/// <summary>
/// A room around the state: what really exists (the pipes, which of them are paused, and the operations in progress, which end late, in any
/// order, or fail), and a naive list of who receives or has paused what. After each step the state is checked against both.
/// </summary>
internal sealed class SimulatedRoom
{
    private readonly CascadeState _state = new();
    private readonly List<ShardId> _shards = [];
    private readonly Dictionary<string, ShardId> _peers = [];
    private readonly Dictionary<string, (string Owner, ShardId Shard)> _streams = [];
    private readonly HashSet<(string Peer, string Stream)> _received = [];
    private readonly HashSet<(string Peer, string Stream)> _paused = [];
    private readonly List<PipeId> _opening = [];
    private readonly List<PipeId> _closing = [];
    private readonly List<PipeId> _waiting = [];
    private readonly HashSet<PipeId> _open = [];
    private readonly HashSet<PipeId> _silent = [];
    private readonly List<string> _parts = ["node"];
    private int _number;

    public void AddPart() => _parts.Add($"part {++_number}");

    /// <summary>Adds a shard to a part: one that had lost all its shards is back with it.</summary>
    public void AddShard(int choice) => With(_parts, choice, part =>
    {
        var shard = new ShardId(part, ++_number);
        _shards.Add(shard);
        _state.AddShard(shard);
    });

    public void LoseShard(int choice) => With(_shards, choice, shard =>
    {
        Lose(shard);
        _state.RemoveShard(shard);
    });

    public void LosePart(int choice) => With(_parts, choice, part =>
    {
        _shards.Where(shard => shard.Part == part).ToList().ForEach(Lose);
        _state.RemovePart(part);
    });

    public void Join(int choice) => With(_shards, choice, shard =>
    {
        var peer = $"peer {++_number}";
        _peers.Add(peer, shard);
        Assert.True(_state.Place(peer, shard));
    });

    public void Leave(int choice) => With(_peers.Keys, choice, peer =>
    {
        Forget(peer);
        _state.RemovePeer(peer);
    });

    public void Send(int choice) => With(_peers, choice, owner =>
    {
        var stream = $"stream {++_number}";
        _streams.Add(stream, (owner.Key, owner.Value));
        Assert.True(_state.AddStream(stream, owner.Key, owner.Value));
    });

    public void End(int choice) => With(_streams.Keys, choice, stream =>
    {
        _streams.Remove(stream);
        _received.RemoveWhere(entry => entry.Stream == stream);
        ForgetPauses();
        _state.RemoveStream(stream);
    });

    public void Receive(int choice, int which) => With(_peers, choice, peer => With(_streams, which, stream =>
    {
        var isOther = stream.Value.Owner != peer.Key;
        Assert.Equal(isOther, _state.Receive(peer.Key, stream.Key, peer.Value));
        if (isOther)
        {
            _received.Add((peer.Key, stream.Key));
            _paused.Remove((peer.Key, stream.Key));
        }
    }));

    public void Pause(int choice) => With(_received, choice, received =>
    {
        _paused.Add(received);
        _state.SetPaused(received.Peer, received.Stream, paused: true);
    });

    public void Resume(int choice) => With(_received, choice, received =>
    {
        _paused.Remove(received);
        _state.SetPaused(received.Peer, received.Stream, paused: false);
    });

    /// <summary>A peer pauses or resumes a stream that it may have released, or never received.</summary>
    public void PauseLate(int choice, int which) => With(_peers.Keys, choice, peer => With(_streams.Keys, which, stream =>
    {
        var paused = choice % 2 == 0;
        _state.SetPaused(peer, stream, paused);
        if (paused && _received.Contains((peer, stream)))
        {
            _paused.Add((peer, stream));
        }
        else
        {
            _paused.Remove((peer, stream));
        }
    }));

    public void Release(int choice) => With(_received, choice, received =>
    {
        _received.Remove(received);
        ForgetPauses();
        _state.Release(received.Peer, received.Stream);
    });

    public void FinishOpening(int choice, bool succeeds) => With(_opening, choice, pipe =>
    {
        _opening.Remove(pipe);
        var canOpen = succeeds && _streams.ContainsKey(pipe.Stream) && _shards.Contains(pipe.To);
        if (canOpen)
        {
            Assert.True(_open.Add(pipe), $"{pipe} is open twice");
        }

        _state.Report(pipe, canOpen ? PipeEvent.Opened : PipeEvent.Failed);
    });

    public void FinishClosing(int choice) => With(_closing, choice, pipe =>
    {
        End(pipe);
        _state.Report(pipe, PipeEvent.Closed);
    });

    public void Elapse(int choice) => With(_waiting, choice, pipe =>
    {
        _waiting.Remove(pipe);
        _state.Report(pipe, PipeEvent.Elapsed);
    });

    /// <summary>An open pipe ends by itself.</summary>
    public void Break(int choice) => With(_open, choice, pipe =>
    {
        End(pipe);
        _state.Report(pipe, PipeEvent.Closed);
    });

    /// <summary>A timer that was stopped too late has elapsed.</summary>
    public void ElapseLate(int choice) => With(_open.Where(pipe => !_waiting.Contains(pipe)), choice, pipe => _state.Report(pipe, PipeEvent.Elapsed));

    /// <summary>Carries out the changes, as the reconciler does, and checks all that must hold at any time.</summary>
    public void Check()
    {
        Reconcile();
        var (needed, active) = (Needed(), Active());
        var pipes = _state.Pipes.ToList();
        Assert.Equal(pipes.Count, pipes.DistinctBy(pipe => (pipe.Pipe.Stream, pipe.Pipe.To)).Count());
        foreach (var (pipe, state) in pipes)
        {
            Assert.NotEqual(pipe.From, pipe.To);
            Assert.False(state == PipeState.None, $"{pipe} is kept without a state");
            Assert.Equal(state == PipeState.Opening, _opening.Contains(pipe));
            Assert.Equal(state is PipeState.Idle or PipeState.Retrying or PipeState.Pausing, _waiting.Contains(pipe));
            Assert.Equal(IsOpen(state) || state == PipeState.Closing, _open.Contains(pipe));
            if (state is PipeState.Open or PipeState.Pausing or PipeState.Paused)
            {
                Assert.Equal(state == PipeState.Open, active.Contains(pipe));
                Assert.Equal(state == PipeState.Paused, _silent.Contains(pipe));
            }

            if (state is PipeState.Open or PipeState.Pausing or PipeState.Paused or PipeState.Retrying)
            {
                Assert.Contains(pipe, needed);
            }

            if (_streams.TryGetValue(pipe.Stream, out var stream))
            {
                Assert.Equal(stream.Shard, pipe.From);
            }
        }

        Assert.Subset(pipes.Where(pipe => pipe.State != PipeState.Idle).Select(pipe => pipe.Pipe).ToHashSet(), needed);
        foreach (var (peer, stream) in _received)
        {
            var (from, to) = (_streams[stream].Shard, _peers[peer]);
            var isReachable = from == to || pipes.Exists(pipe => pipe.Pipe == new PipeId(stream, from, to) && IsOpen(pipe.State));
            Assert.Equal(isReachable, _state.Reaches(stream, to));
        }
    }

    /// <summary>
    /// Lets everything in progress end, and checks that exactly the needed pipes are open, and paused exactly when all their receivers are.
    /// </summary>
    public void Settle()
    {
        while (_opening.Count + _closing.Count + _waiting.Count > 0)
        {
            FinishOpening(0, succeeds: true);
            FinishClosing(0);
            Elapse(0);
            Check();
        }

        Assert.Equal(Needed(), _open);
        Assert.Equal(Needed().Except(Active()).ToHashSet(), _silent);
    }

    /// <summary>Ends the room, and checks that nothing is left.</summary>
    public void Close()
    {
        while (_peers.Count > 0)
        {
            Leave(0);
            Check();
        }

        while (_shards.Count > 0)
        {
            LoseShard(0);
            Check();
        }

        Settle();
        Assert.True(_state.IsEmpty);
    }

    private HashSet<PipeId> Needed() =>
    [
        .. _received.Select(PipeOf).Where(pipe => pipe.From != pipe.To),
    ];

    private HashSet<PipeId> Active() => [.. _received.Except(_paused).Select(PipeOf).Where(pipe => pipe.From != pipe.To)];

    private PipeId PipeOf((string Peer, string Stream) received) =>
        new(received.Stream, _streams[received.Stream].Shard, _peers[received.Peer]);

    private static bool IsOpen(PipeState state) => state is PipeState.Open or PipeState.Pausing or PipeState.Paused or PipeState.Idle;

    private void End(PipeId pipe)
    {
        _open.Remove(pipe);
        _silent.Remove(pipe);
        _closing.Remove(pipe);
    }

    private void Reconcile()
    {
        while (_state.TryTakeChange(out var change))
        {
            _waiting.Remove(change.Pipe);
            switch (change.State)
            {
                case PipeState.Opening:
                    Assert.DoesNotContain(change.Pipe, _opening);
                    Assert.DoesNotContain(change.Pipe, _open);
                    _opening.Add(change.Pipe);
                    break;
                case PipeState.Closing:
                    Assert.DoesNotContain(change.Pipe, _closing);
                    _closing.Add(change.Pipe);
                    break;
                case PipeState.Open:
                    Assert.Contains(change.Pipe, _open);
                    _silent.Remove(change.Pipe);
                    break;
                case PipeState.Paused:
                    Assert.Contains(change.Pipe, _open);
                    _silent.Add(change.Pipe);
                    break;
                case PipeState.Idle or PipeState.Retrying or PipeState.Pausing:
                    _waiting.Add(change.Pipe);
                    break;
            }
        }
    }

    private void Lose(ShardId shard)
    {
        _shards.Remove(shard);
        foreach (var peer in _peers.Where(entry => entry.Value == shard).Select(entry => entry.Key).ToList())
        {
            Forget(peer);
        }

        // Its pipes end with it, before the state is updated.
        foreach (var pipe in _open.Where(pipe => pipe.From == shard || pipe.To == shard).ToList())
        {
            End(pipe);
            _state.Report(pipe, PipeEvent.Closed);
        }
    }

    private void Forget(string peer)
    {
        _peers.Remove(peer);
        foreach (var stream in _streams.Where(entry => entry.Value.Owner == peer).Select(entry => entry.Key).ToList())
        {
            _streams.Remove(stream);
        }

        _received.RemoveWhere(entry => entry.Peer == peer || !_streams.ContainsKey(entry.Stream));
        ForgetPauses();
    }

    private void ForgetPauses() => _paused.IntersectWith(_received);

    private static void With<T>(IEnumerable<T> among, int choice, Action<T> act)
    {
        var all = among.ToList();
        if (all.Count > 0)
        {
            act(all[choice % all.Count]);
        }
    }
}
