using System.Text.Json;
using Signal.LoadTest.Media;

namespace Signal.LoadTest.Runs;

/// <summary>The media of a session: connected while the session goes on, and counted at its end.</summary>
internal sealed class SessionMedia : IAsyncDisposable
{
    private readonly LoadContext _run;
    private readonly LoadRoom _room;
    private readonly CancellationTokenSource _closed;
    private readonly Task<PeerMedia?> _media;
    private readonly bool _publishes;

    private SessionMedia(
        LoadContext run, LoadRoom room, DtlsIdentity identity, long started, (JsonElement Sending, JsonElement Receiving) transports, bool publishes)
    {
        (_run, _room, _publishes) = (run, room, publishes);
        _closed = CancellationTokenSource.CreateLinkedTokenSource(run.Stopped);
        var measures = room.HasMedia;
        _media = ConnectAsync(transports, identity, () =>
        {
            if (measures)
            {
                run.Figures.Media.FirstPacket.Add(run.Time.GetElapsedTime(started));
            }
        });
    }

    /// <summary>Begins to connect.</summary>
    /// <param name="run">The run.</param>
    /// <param name="room">The room.</param>
    /// <param name="identity">The certificate whose fingerprint was sent to the node.</param>
    /// <param name="started">When the join started: a time stamp of the run's clock.</param>
    /// <param name="transports">The transports, as the node describes them.</param>
    /// <param name="publishes">Whether the peer publishes audio and video.</param>
    public static SessionMedia Start(
        LoadContext run, LoadRoom room, DtlsIdentity identity, long started, (JsonElement Sending, JsonElement Receiving) transports, bool publishes) =>
        new(run, room, identity, started, transports, publishes);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        if (await _media is { } media)
        {
            await media.DisposeAsync();
            _run.Figures.Media.Add(media.Packets);
            if (_publishes)
            {
                _room.Sending(false);
            }
        }

        _closed.Dispose();
    }

    private async Task<PeerMedia?> ConnectAsync((JsonElement Sending, JsonElement Receiving) transports, DtlsIdentity identity, Action firstPacket)
    {
        var started = _run.Time.GetTimestamp();
        try
        {
            var media = await PeerMedia.ConnectAsync(transports.Sending, transports.Receiving, _publishes, identity, _run.Time, firstPacket, _closed.Token);
            _run.Figures.Media.Connect.Add(_run.Time.GetElapsedTime(started));
            if (_publishes)
            {
                _room.Sending(true);
            }

            return media;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception error)
        {
            _run.Figures.Errors.Add((error as MediaException)?.Kind ?? "media failed", error.Message);
            return null;
        }
    }
}
