using System.Net;
using System.Text.Json;
using Signal.Admin;
using Signal.LoadTest.Media;
using Signal.LoadTest.Peers;

namespace Signal.LoadTest.Runs;

/// <summary>One participation of a peer, over successive connections.</summary>
internal sealed class LoadSession
{
    private readonly LoadContext _run;
    private readonly LoadRoom _room;
    private readonly PeerProfile _profile;
    private readonly Uri _url;
    private readonly Action _changed;
    private readonly TaskCompletionSource<JsonElement> _welcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started;
    private PeerConnection _connection;
    private string _peerId = "";
    private string? _secret;
    private TimeSpan _grace;
    private long _received;
    private string? _audio;
    private bool _muted;
    private bool _present;
    private int _awaitsConsumer;
    private SessionMedia? _media;
    private volatile bool _lost;
    private volatile bool _cut;
    private volatile string? _ended;
    private volatile bool _mustRejoin;

    private LoadSession(LoadContext run, LoadRoom room, PeerProfile profile, RoomToken token, Uri url, Action changed)
    {
        (_run, _room, _profile, _url, _changed) = (run, room, profile, url, changed);
        _started = run.Time.GetTimestamp();
        _awaitsConsumer = room.HasPublisher ? 1 : 0;
        _connection = Connection(token.Token);
    }

    /// <summary>Whether the connection was lost, or the node ended the session or asked the client to join again.</summary>
    public bool NeedsAttention => _lost || _mustRejoin || _ended is not null;

    /// <summary>Whether the client can use the session.</summary>
    public bool Usable => !NeedsAttention && !_cut;

    /// <summary>Whether the connection was lost.</summary>
    public bool Lost => _lost;

    /// <summary>Why the node ended the session; null while it has not.</summary>
    public string? Ended => _ended;

    /// <summary>Whether the session publishes audio.</summary>
    public bool Publishes => _audio is not null;

    /// <summary>Mints a token and joins. <paramref name="changed"/> is called when the session needs attention.</summary>
    public static async Task<LoadSession> JoinAsync(LoadContext run, LoadRoom room, PeerProfile profile, Action changed)
    {
        var asked = run.Time.GetTimestamp();
        var token = await run.Tokens.Rooms.CreateTokenAsync(room.Id, new TokenRequest { UserId = profile.UserId, Role = "presenter" }, run.Stopped);
        run.Figures.Token.Add(run.Time.GetElapsedTime(asked));
        var session = new LoadSession(run, room, profile, token, run.Addresses.Require(token.Url), changed);
        try
        {
            await session.EnterAsync();
            run.Nodes.Use(token.NodeId ?? "");
            run.Figures.Join.Add(run.Time.GetElapsedTime(session._started));
            session.SetPresent(true);
            return session;
        }
        catch
        {
            await session.ForgetAsync();
            throw;
        }
    }

    /// <summary>Mutes or unmutes the audio.</summary>
    public async Task ToggleMuteAsync()
    {
        var asked = _run.Time.GetTimestamp();
        await AskAsync(_muted ? "resumeProducer" : "pauseProducer", new { producerId = _audio });
        _muted = !_muted;
        _run.Figures.Message.Add(_run.Time.GetElapsedTime(asked));
    }

    /// <summary>Cuts the connection without a close message.</summary>
    public void Cut()
    {
        _cut = true;
        _connection.Cut();
    }

    /// <summary>Resumes after the connection was lost; false: the session cannot be resumed.</summary>
    public async Task<bool> TryResumeAsync()
    {
        var lostAt = _run.Time.GetTimestamp();
        _run.Figures.ConnectionLost(intended: _cut);
        SetPresent(false);
        _cut = false;
        for (var attempt = 0; _secret is { } secret && _run.Time.GetElapsedTime(lostAt) < _grace; attempt++)
        {
            try
            {
                await ResumeAsync(secret);
                _run.Figures.Resumed(_run.Time.GetElapsedTime(lostAt));
                SetPresent(true);
                return true;
            }
            catch (Exception error) when (error is PeerConnectException or PeerRequestException)
            {
                _run.Figures.Errors.Add(error);
                if (error is PeerRequestException { Code: not null } or PeerConnectException { Status: HttpStatusCode.Unauthorized })
                {
                    break;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200 * Math.Pow(2, Math.Min(attempt, 4))), _run.Time, _run.Stopped);
        }

        await ForgetAsync();
        return false;
    }

    /// <summary>Leaves the room.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            await AskAsync("leave", new { });
        }
        finally
        {
            await CloseAsync();
        }
    }

    /// <summary>Closes the connection, which the node treats as leaving.</summary>
    public async Task CloseAsync()
    {
        SetPresent(false);
        await ForgetAsync();
    }

    private void SetPresent(bool present)
    {
        if (present != _present)
        {
            _present = present;
            _run.Figures.Present(present);
        }
    }

    private async Task ForgetAsync()
    {
        if (_audio is not null)
        {
            _room.Publishing(false);
        }

        if (Interlocked.Exchange(ref _media, null) is { } media)
        {
            await media.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    private async Task EnterAsync()
    {
        await _connection.OpenAsync(PeerConnection.RequestTimeout, _run.Stopped);
        var welcome = await _welcome.Task.WaitAsync(PeerConnection.RequestTimeout, _run.Time, _run.Stopped);
        _peerId = welcome.GetProperty("peerId").GetString()!;
        _secret = welcome.TryGetProperty("sessionSecret", out var secret) ? secret.GetString() : null;
        _grace = TimeSpan.FromSeconds(welcome.GetProperty("resumeGraceSeconds").GetDouble());
        var identity = _profile.HasMedia ? _run.Identity : null;
        var (sending, receiving, _) = await RoomEntry.EnterAsync(_connection, identity?.Parameters, _run.Stopped);
        if (_profile.Publishes)
        {
            var video = identity is null ? null : ClientMedia.Vp8(PeerMedia.VideoSsrc);
            var audio = await RoomEntry.PublishAsync(_connection, sending, "audio", 1, "microphone", cancellationToken: _run.Stopped);
            await RoomEntry.PublishAsync(_connection, sending, "video", 2, "camera", rtpParameters: video, cancellationToken: _run.Stopped);
            _audio = audio;
            _room.Publishing(true);
        }

        if (identity is not null)
        {
            _media = SessionMedia.Start(_run, _room, identity, _started, (sending, receiving), _profile.Publishes);
        }
    }

    /// <summary>The part of the secret before its last dot admits the connection; the whole of it, in the request, resumes the session.</summary>
    private async Task ResumeAsync(string secret)
    {
        await _connection.DisposeAsync();
        _lost = false;
        _connection = Connection(secret[..secret.LastIndexOf('.')]);
        try
        {
            await _connection.OpenAsync(PeerConnection.RequestTimeout, _run.Stopped);
            await AskAsync("resume", new { peerId = _peerId, sessionSecret = secret, lastSequence = Interlocked.Read(ref _received) });
        }
        catch
        {
            _lost = true;
            throw;
        }
    }

    private Task<JsonElement> AskAsync(string method, object payload) =>
        _connection.AskAsync(method, payload, PeerConnection.RequestTimeout, _run.Stopped);

    private PeerConnection Connection(string token)
    {
        PeerConnection? created = null;
        return created = new PeerConnection(
            new PeerConnectionOptions
            {
                Url = _url,
                Token = token,
                Encoding = _run.Options.Encoding,
                OnEvent = Take,
                OnOffer = (name, _) => TakeOffer(name),
                OnClosed = _ =>
                {
                    if (created == _connection)
                    {
                        _lost = true;
                        _changed();
                    }
                },
            },
            _run.Time);
    }

    private void Take(string name, JsonElement data)
    {
        Interlocked.Increment(ref _received);
        switch (name)
        {
            case "welcome":
                _welcome.TrySetResult(data);
                break;
            case "kicked" or "roomClosed":
                _ended = name;
                _changed();
                break;
            case "mediaReset" or "migrate":
                // The worker died, or the node drains.
                _mustRejoin = true;
                _changed();
                break;
        }
    }

    private void TakeOffer(string name)
    {
        Interlocked.Increment(ref _received);
        if (name == "newConsumer" && Interlocked.Exchange(ref _awaitsConsumer, 0) == 1)
        {
            _run.Figures.FirstConsumer.Add(_run.Time.GetElapsedTime(_started));
        }
    }
}
