using Signal.Admin;

namespace Signal.Chaos.Tests.Load;

/// <summary>How the client joins its room and keeps its session, as the SDK does.</summary>
internal sealed partial class LoadClient
{
    /// <summary>Joins with a token; requests another one while the node cannot be reached or refuses the client.</summary>
    private async Task JoinAsync()
    {
        string? unreachable = null;
        for (var attempt = 0; attempt < JoinAttempts; attempt++)
        {
            if (await FindAsync(unreachable) is { } token)
            {
                if (await EnterAtAsync(token) is { } session)
                {
                    _session = session;
                    load.Joins.Succeeded(attempt);
                    return;
                }

                unreachable = token.NodeId;
            }

            await DelayAsync(attempt);
        }

        load.Joins.Failed(userId);
    }

    private async Task<PeerSession?> EnterAtAsync(RoomToken token)
    {
        PeerSession? session = null;
        try
        {
            session = await PeerSession.ConnectAsync(token.Url, token.Token);
            load.Participations.Welcomed(session.PeerId, userId, roomId, session.NodeId, load.StartsOf(session.NodeId));
            await session.BuildAsync(_streams);
            load.Participations.Joined(session.PeerId);
            return session;
        }
        catch (Exception error) when (ClientErrors.AreExpected(error))
        {
            load.History.Add($"{userId} cannot enter at {token.NodeId} as {session?.PeerId}: {error.GetType().Name} {error.Message}");
            if (session is not null)
            {
                await session.LeaveAsync();
            }

            return null;
        }
    }

    /// <summary>Resumes, or joins again with another token.</summary>
    private async Task RegainAsync(PeerSession session)
    {
        var start = load.History.Now;
        var resumable = session.Resumable;
        for (var attempt = 0; load.Phase != LoadPhase.End && load.History.Now - start < GiveUpAfter; attempt++)
        {
            resumable = resumable && load.History.Now - start < session.Grace;
            if (resumable)
            {
                try
                {
                    await session.ResumeAsync(_streams, ResumeTimeout);
                    load.History.Add($"{userId} resumed as {session.PeerId}");
                    return;
                }
                catch (Exception error) when (ClientErrors.AreExpected(error))
                {
                    load.History.Add($"{userId} cannot resume as {session.PeerId}: {error.GetType().Name} {error.Message}");
                    resumable = !HubCodes.IsRefusal(error);
                }
            }

            if (await FindAsync(resumable ? session.NodeId : null) is { } token && (token.NodeId != session.NodeId || !resumable)
                && await EnterAtAsync(token) is { } next)
            {
                await session.DisposeAsync();
                _session = next;
                return;
            }

            await DelayAsync(attempt);
        }

        await EndAsync(session);
        if (load.Phase != LoadPhase.End)
        {
            load.Participations.Expelled(session.PeerId, "the connection could not be restored");
        }
    }

    private async Task RebuildAsync(PeerSession session)
    {
        for (var attempt = 0; attempt < 5 && !session.Notices.TryPeek(out _); attempt++)
        {
            try
            {
                await session.BuildAsync(_streams);
                return;
            }
            catch (Exception error) when (ClientErrors.AreExpected(error))
            {
                load.History.Add($"{userId} cannot build again as {session.PeerId}: {error.GetType().Name} {error.Message}");
                await DelayAsync(attempt);
            }
        }

        if (!session.Notices.TryPeek(out _))
        {
            await LeaveAsync(session);
        }
    }

    /// <summary>Joins at another node, and then leaves this one.</summary>
    private async Task MoveAsync(PeerSession session)
    {
        for (var attempt = 0; session.Connected && !session.Notices.TryPeek(out _); attempt++)
        {
            if (await FindAsync(unreachable: null) is { } token && token.NodeId != session.NodeId && await EnterAtAsync(token) is { } next)
            {
                load.History.Add($"{userId} moved to {next.NodeId} as {next.PeerId}");
                _session = next;
                await session.LeaveAsync();
                return;
            }

            await DelayAsync(attempt);
        }
    }

    private async Task<RoomToken?> FindAsync(string? unreachable)
    {
        try
        {
            return await load.Admin.Rooms.CreateTokenAsync(roomId, new TokenRequest { UserId = userId, Role = "presenter", Unreachable = unreachable });
        }
        catch (Exception error) when (ClientErrors.AreExpected(error))
        {
            load.History.Add($"{userId} gets no token: {error.Message}");
            return null;
        }
    }

    private async Task LeaveAsync(PeerSession session)
    {
        load.History.Add($"{userId} leaves as {session.PeerId}");
        _session = null;
        await session.LeaveAsync();
    }

    private async Task EndAsync(PeerSession session)
    {
        _session = null;
        await session.DisposeAsync();
    }

    private async Task DelayAsync(int attempt)
    {
        var delay = TimeSpan.FromMilliseconds(Math.Min(300 * Math.Pow(2, Math.Min(attempt, 5)), 4_000) * (1 - (_random.NextDouble() / 3)));
        await Task.Delay(delay, TimeProvider.System, load.PhaseChanged).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
