using System.Text.Json;
using Signal.Admin;
using Signal.LoadTest.Peers;

namespace Signal.LoadTest.Runs;

/// <summary>A user of the run. It does one thing at a time; what it is asked meanwhile it declines.</summary>
internal sealed class LoadPeer(LoadContext run, LoadRoom room, PeerProfile profile)
{
    private readonly Lock _lock = new();
    private volatile LoadSession? _session;
    private bool _busy;

    /// <summary>The current or last activity. It never fails.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Joins for the first time.</summary>
    public bool TryArrive() => TryStart(async () =>
    {
        run.Figures.Arriving();
        await JoinAsync();
        run.Figures.Arrived();
    });

    /// <summary>Leaves and joins again.</summary>
    public bool TryChurn() => _session is { Usable: true } session && TryStart(async () =>
    {
        await LeaveAsync(session);
        await JoinAsync();
        run.Figures.Churned();
    });

    /// <summary>Mutes or unmutes itself.</summary>
    public bool TryToggleMute() => _session is { Usable: true, Publishes: true } session && TryStart(session.ToggleMuteAsync);

    /// <summary>Loses its connection, and then comes back.</summary>
    public bool TryCut()
    {
        lock (_lock)
        {
            if (_busy || _session is not { Usable: true } session)
            {
                return false;
            }

            session.Cut();
            return true;
        }
    }

    /// <summary>Closes the connection after the end of the run.</summary>
    public async Task EndAsync()
    {
        await Work;
        if (_session is { } session)
        {
            _session = null;
            await session.CloseAsync();
        }
    }

    private bool TryStart(Func<Task> act)
    {
        lock (_lock)
        {
            if (_busy || run.Stopped.IsCancellationRequested)
            {
                return false;
            }

            _busy = true;
            Work = RunAsync(act);
            return true;
        }
    }

    private async Task RunAsync(Func<Task> act)
    {
        await Task.Yield();
        try
        {
            await act();
        }
        catch (AddressNotAllowedException error)
        {
            run.Refuse(error);
        }
        catch (OperationCanceledException) when (run.Stopped.IsCancellationRequested)
        {
            // The run has ended.
        }
        catch (Exception error) when (IsExpected(error))
        {
            run.Figures.Errors.Add(error);
        }

        lock (_lock)
        {
            _busy = false;
        }

        Attend();
    }

    private async Task JoinAsync()
    {
        _session = await LoadSession.JoinAsync(run, room, profile, Attend);
    }

    private async Task LeaveAsync(LoadSession session)
    {
        _session = null;
        await session.LeaveAsync();
    }

    /// <summary>Reacts to what the node or the network did to the session, now or after the current activity.</summary>
    private void Attend()
    {
        if (_session is { NeedsAttention: true } session)
        {
            TryStart(() => RestoreAsync(session));
        }
    }

    private async Task RestoreAsync(LoadSession session)
    {
        if (session.Ended is { } reason)
        {
            _session = null;
            run.Figures.Errors.Add(reason, $"The node ended the session of {profile.UserId}.");
            await session.CloseAsync();
        }
        else if (session.Lost)
        {
            await ReturnAsync(session);
        }
        else
        {
            await LeaveAsync(session);
            await JoinAsync();
        }
    }

    private async Task ReturnAsync(LoadSession session)
    {
        if (await session.TryResumeAsync())
        {
            return;
        }

        _session = null;
        var joined = false;
        try
        {
            await JoinAsync();
            joined = true;
        }
        finally
        {
            run.Figures.CameBack(joined);
        }
    }

    private static bool IsExpected(Exception error) => error
        is AdminException or HttpRequestException or PeerConnectException or PeerRequestException or TimeoutException or OperationCanceledException
        or JsonException or KeyNotFoundException or InvalidOperationException;
}
