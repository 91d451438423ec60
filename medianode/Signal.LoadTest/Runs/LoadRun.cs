using Signal.Admin;
using Signal.LoadTest.Figures;
using Signal.LoadTest.Media;

namespace Signal.LoadTest.Runs;

/// <summary>
/// A load on an installation: creates rooms, lets peers join, leave, mute and lose their connections, and deletes the rooms. It ends at the
/// duration of its options, when it is cancelled, or when a room is on a node that it was not given.
/// </summary>
/// <param name="http">Sends the requests to the admin API. The caller owns it; it must not follow redirects.</param>
/// <param name="admin">The address of the control plane and the credentials of the service that owns the rooms.</param>
/// <param name="addresses">The nodes that peers may connect to.</param>
/// <param name="options">The shape of the load; without a problem.</param>
/// <param name="time">The clock; null: <see cref="TimeProvider.System"/>.</param>
public sealed class LoadRun(HttpClient http, AdminClientOptions admin, NodeAddresses addresses, LoadOptions options, TimeProvider? time = null)
{
    private static readonly TimeSpan RequestsTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DeleteTimeout = TimeSpan.FromSeconds(30);
    private const int PicksPerMessage = 20;
    private const int ClosedAtOnce = 100;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private volatile LoadFigures? _figures;
    private volatile AddressNotAllowedException? _refusal;

    /// <summary>The time that a run takes at most to end after it was cancelled.</summary>
    public static TimeSpan CleanupTimeout => CloseTimeout + DeleteTimeout + RequestsTimeout;

    /// <summary>The state of the run; null before the first join.</summary>
    public LoadProgress? Progress => _figures?.Progress;

    /// <summary>Runs the load. May be called once.</summary>
    /// <exception cref="AddressNotAllowedException">A room was placed on a node that the run was not given.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled before the first join.</exception>
    /// <exception cref="AdminException">The control plane rejected the creation of a room.</exception>
    public async Task<LoadResult> RunAsync(CancellationToken cancellationToken)
    {
        var rooms = new LoadRooms(new AdminClient(http, admin, _time), options);
        LoadResult result;
        IReadOnlyList<string> left = [];
        try
        {
            await rooms.CreateAsync(cancellationToken);
            result = await LoadAsync(rooms.Ids, cancellationToken);
        }
        finally
        {
            left = await rooms.DeleteAsync(DeleteTimeout, _time);
        }

        return result with { RoomsLeft = left };
    }

    private async Task<LoadResult> LoadAsync(IReadOnlyList<string> roomIds, CancellationToken cancellationToken)
    {
        using var duration = new CancellationTokenSource(options.Duration, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, duration.Token);
        var once = new AdminClient(http, admin with { MaxRetries = 0 }, _time);
        var (figures, nodes) = (_figures = new LoadFigures(_time), new NodeSampler(once, _time));
        var identity = options.Media > 0 ? DtlsIdentity.Create(_time) : null;
        var context = new LoadContext(once, addresses, options, figures, nodes, _time, identity, Refuse, stop.Token);
        var peers = CreatePeers(context, roomIds);
        await Task.WhenAll(
            ArriveAsync(peers, stop.Token),
            EachAsync(options.Churn, peer => peer.TryChurn(), peers, stop.Token),
            EachAsync(options.Messages, peer => peer.TryToggleMute(), peers, stop.Token),
            CutAsync(peers, stop.Token),
            nodes.RunAsync(stop.Token),
            WaitAsync(stop.Token));
        var elapsed = figures.Elapsed;
        await EndAsync(peers);
        return _refusal is { } refusal
            ? throw refusal
            : figures.Complete(options, cancellationToken.IsCancellationRequested, nodes.Summarize(), elapsed, []);

        void Refuse(AddressNotAllowedException error)
        {
            _refusal = error;
            stop.Cancel();
        }
    }

    /// <summary>The peers in the order of their arrival: rooms fill evenly, publishers and peers with media first.</summary>
    private LoadPeer[] CreatePeers(LoadContext context, IReadOnlyList<string> roomIds)
    {
        LoadRoom[] rooms = [.. roomIds.Select(id => new LoadRoom(id))];
        var publishers = options.PublishersPerRoom ?? options.PeersPerRoom;
        var withMedia = (int)Math.Ceiling(options.Media * options.PeersPerRoom);
        return
        [
            .. Enumerable.Range(0, options.Peers).Select(number =>
            {
                var place = number / rooms.Length;
                return new LoadPeer(context, rooms[number % rooms.Length], new PeerProfile($"load-{number}", place < publishers, place < withMedia));
            }),
        ];
    }

    private async Task ArriveAsync(LoadPeer[] peers, CancellationToken stopped)
    {
        bool Start(int number)
        {
            peers[number].TryArrive();
            return number + 1 < peers.Length;
        }

        if (options.Rate is { } rate)
        {
            await new Pace(rate, options.Ramp).RunAsync(Start, _time, stopped);
            return;
        }

        foreach (var peer in peers)
        {
            peer.TryArrive();
        }
    }

    private Task EachAsync(double perSecond, Func<LoadPeer, bool> act, LoadPeer[] peers, CancellationToken stopped) => perSecond == 0
        ? Task.CompletedTask
        : new Pace(perSecond).RunAsync(
            _ =>
            {
                for (var pick = 0; pick < PicksPerMessage && !act(peers[Random.Shared.Next(peers.Length)]); pick++)
                {
                }

                return true;
            },
            _time,
            stopped);

    private async Task CutAsync(LoadPeer[] peers, CancellationToken stopped)
    {
        var interval = options.CutEvery ?? (options.Duration / 2);
        while (options.Cut > 0 && !stopped.IsCancellationRequested)
        {
            await Task.Delay(interval, _time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var order = peers.ToArray();
            Random.Shared.Shuffle(order);
            var cut = (int)Math.Round(options.Cut * (_figures?.Progress.Present ?? 0));
            foreach (var peer in order)
            {
                cut -= cut > 0 && !stopped.IsCancellationRequested && peer.TryCut() ? 1 : 0;
            }

            if (options.CutEvery is null)
            {
                return;
            }
        }
    }

    private async Task WaitAsync(CancellationToken stopped) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task EndAsync(LoadPeer[] peers)
    {
        using var deadline = new CancellationTokenSource(CloseTimeout, _time);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ClosedAtOnce, CancellationToken = deadline.Token };
        await Parallel.ForEachAsync(peers, parallel, async (peer, _) => await peer.EndAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
