using System.Collections.Concurrent;
using Signal.Admin;

namespace Signal.Chaos.Tests.Load;

/// <summary>A user that joins a room, resumes when its connection is lost, and otherwise does nothing: it never requests another token.</summary>
internal sealed class IdleClient : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ResumeTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<NoticeKind, TaskCompletionSource> _heard = new();
    private readonly CancellationTokenSource _end = new();
    private readonly PeerSession _session;
    private readonly LoadModel _load;
    private readonly Task _running;

    private IdleClient(PeerSession session, string roomId, LoadModel load)
    {
        (_session, RoomId, _load) = (session, roomId, load);
        _running = RunAsync();
    }

    public string RoomId { get; }

    public string PeerId => _session.PeerId;

    public string NodeId => _session.NodeId;

    public PeerSession Session => _session;

    /// <summary>Completes when the client has received such an event.</summary>
    public Task HearsAsync(NoticeKind kind, TimeSpan timeout) => Heard(kind).Task.WaitAsync(timeout, TimeProvider.System);

    public static async Task<IdleClient> EnterAsync(LoadModel load, string userId, string roomId, params IReadOnlyCollection<Stream> streams)
    {
        var token = await load.Admin.Rooms.CreateTokenAsync(roomId, new TokenRequest { UserId = userId, Role = "presenter" });
        var session = await PeerSession.ConnectAsync(token.Url, token.Token);
        load.Participations.Welcomed(session.PeerId, userId, roomId, session.NodeId, load.StartsOf(session.NodeId));
        await session.BuildAsync(streams);
        load.Participations.Joined(session.PeerId);
        return new IdleClient(session, roomId, load);
    }

    /// <summary>Leaves the room; true when the node has confirmed it.</summary>
    public async Task<bool> LeaveAsync()
    {
        await StopAsync();
        return await _session.LeaveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
        await _session.DisposeAsync();
    }

    private TaskCompletionSource Heard(NoticeKind kind) => _heard.GetOrAdd(kind, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task StopAsync()
    {
        await _end.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var notice = await _session.Notices.ReadAsync(_end.Token);
            _load.History.Add($"idle {PeerId} hears {notice.Kind} {notice.Reason}");
            Heard(notice.Kind).TrySetResult();
            if (notice.Kind == NoticeKind.Lost)
            {
                await ResumeAsync();
            }
        }
    }

    private async Task ResumeAsync()
    {
        while (true)
        {
            try
            {
                await _session.ResumeAsync([], ResumeTimeout);
                return;
            }
            catch (Exception error) when (ClientErrors.AreExpected(error) && !HubCodes.IsRefusal(error))
            {
                _load.History.Add($"idle {PeerId} cannot resume: {error.Message}");
                await Task.Delay(Pause, TimeProvider.System, _end.Token);
            }
        }
    }
}
