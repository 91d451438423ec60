namespace Signal.Chaos.Tests.Load;

/// <summary>
/// A user of one room whose client does what the SDK does: it joins with a token, resumes or joins elsewhere when its connection is lost, builds
/// its media again, moves on request. In a storm it also performs user actions, as its seed determines.
/// </summary>
internal sealed partial class LoadClient(LoadModel load, string roomId, string userId, int seed)
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ResumeTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan CalmStep = TimeSpan.FromSeconds(2);
    private const int JoinAttempts = 6;
    private const int JoinersDice = -1;

    private readonly Random _random = new(seed);
    private readonly List<Stream> _streams = [];
    private PeerSession? _session;
    private int _named;

    public string RoomId => roomId;

    public string UserId => userId;

    /// <summary>The current session; null during a change.</summary>
    public PeerSession? Settled { get; private set; }

    /// <summary>Whether the client has left finally.</summary>
    public bool Ended { get; private set; }

    public async Task RunAsync()
    {
        while (load.Phase != LoadPhase.End)
        {
            if (_session is null)
            {
                await JoinAsync();
                continue;
            }

            if (await NextNoticeAsync(_session) is { } notice)
            {
                Settled = null;
                await ReactAsync(notice);
            }
            else
            {
                await ActAsync(_session);
            }
        }

        Settled = null;
        if (_session is { } last)
        {
            await LeaveAsync(last);
        }

        Ended = true;
    }

    private async Task<Notice?> NextNoticeAsync(PeerSession session)
    {
        if (load.Phase == LoadPhase.Calm && session.Connected)
        {
            Settled = session;
        }

        var step = load.Phase == LoadPhase.Calm ? CalmStep : TimeSpan.FromSeconds(0.2 + (_random.NextDouble() * 1.5));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(load.PhaseChanged);
        timeout.CancelAfter(step);
        try
        {
            return await session.Notices.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task ReactAsync(Notice notice)
    {
        var session = _session!;
        load.History.Add($"{userId} hears {notice.Kind} {notice.Reason} as {session.PeerId}");
        switch (notice.Kind)
        {
            case NoticeKind.Lost:
                await RegainAsync(session);
                break;
            case NoticeKind.Kicked:
                if (notice.Reason != BackOffice.KickReason && notice.Reason != "lost")
                {
                    load.Participations.Expelled(session.PeerId, $"kicked: {notice.Reason}");
                }

                await EndAsync(session);
                break;
            case NoticeKind.RoomClosed:
                if (notice.Reason is not ("nodeStopped" or "moved"))
                {
                    load.Participations.Expelled(session.PeerId, $"room closed: {notice.Reason}");
                }

                await EndAsync(session);
                break;
            case NoticeKind.MediaReset:
                await RebuildAsync(session);
                break;
            default:
                await MoveAsync(session);
                break;
        }
    }

    private async Task ActAsync(PeerSession session)
    {
        try
        {
            if (load.Phase != LoadPhase.Storm)
            {
                await session.ProbeAsync(ProbeTimeout);
                return;
            }

            var dice = load.OnlyJoins ? JoinersDice : _random.Next(100);
            switch (dice)
            {
                case JoinersDice:
                    await (_random.Next(3) == 0 ? LeaveAsync(session) : session.ProbeAsync(ProbeTimeout));
                    break;
                case < 30 when _streams.Count > 0:
                    await TogglePauseAsync(session);
                    break;
                case < 50 when _streams.Count > 0:
                    var gone = _streams[_random.Next(_streams.Count)];
                    _streams.Remove(gone);
                    await session.UnpublishAsync(gone.Source);
                    break;
                case < 72 when _streams.Count < 4:
                    var stream = NewStream();
                    _streams.Add(stream);
                    await session.PublishAsync(stream);
                    break;
                case < 80:
                    await LeaveAsync(session);
                    await PauseAsync();
                    break;
                case < 84:
                    load.History.Add($"{userId} has its connection broken as {session.PeerId}");
                    session.BreakConnection();
                    break;
                case < 89:
                    load.History.Add($"{userId} loses its connection as {session.PeerId}");
                    await session.VanishAsync();
                    await RegainAsync(session);
                    break;
                case < 92:
                    load.History.Add($"{userId} vanishes as {session.PeerId}");
                    _session = null;
                    await session.VanishAsync();
                    await PauseAsync();
                    break;
                default:
                    await session.ProbeAsync(ProbeTimeout);
                    break;
            }
        }
        catch (Exception error) when (ClientErrors.AreExpected(error))
        {
            await DoubtAsync(session, error);
        }
    }

    // The request may have been executed or not. A session that reports this is synchronised over a new connection; one whose request failed on the
    // node is built again.
    private async Task DoubtAsync(PeerSession session, Exception error)
    {
        load.History.Add($"{userId} fails as {session.PeerId}: {error.GetType().Name} {error.Message}");
        if (session.Notices.TryPeek(out _))
        {
            return;
        }

        await session.VanishAsync();
        await RegainAsync(session);
    }

    private async Task TogglePauseAsync(PeerSession session)
    {
        var index = _random.Next(_streams.Count);
        var stream = _streams[index];
        if (stream.Kind != "data")
        {
            _streams[index] = stream with { Paused = !stream.Paused };
            await session.SetPausedAsync(stream.Source, !stream.Paused);
        }
    }

    private Stream NewStream()
    {
        var kind = new[] { "audio", "video", "data" }[_random.Next(3)];
        return new Stream(kind, ++_named, Paused: false);
    }

    private Task PauseAsync() => Task.Delay(TimeSpan.FromSeconds(_random.NextDouble() * 2), TimeProvider.System, CancellationToken.None);
}
