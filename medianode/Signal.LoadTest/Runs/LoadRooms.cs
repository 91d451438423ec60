using Signal.Admin;

namespace Signal.LoadTest.Runs;

/// <summary>The rooms of a run: created before it and deleted after it. Rooms that are left behind time out.</summary>
internal sealed class LoadRooms(AdminClient admin, LoadOptions options)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan LeftBehind = TimeSpan.FromMinutes(1);
    private readonly string _run = Guid.NewGuid().ToString("n")[..8];
    private readonly Lock _lock = new();
    private readonly List<string> _ids = [];

    public IReadOnlyList<string> Ids => _ids;

    /// <summary>
    /// Creates the rooms. A creation that has begun is completed, even when the run is cancelled: otherwise its room would stay.
    /// </summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForAsync(0, options.Rooms, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, stopped) =>
        {
            if (cancellationToken.IsCancellationRequested || stopped.IsCancellationRequested)
            {
                return;
            }

            var spec = new RoomSpec
            {
                Name = $"load {_run} {number}",
                Region = options.Region,
                EmptyTimeoutSeconds = (int)(options.Duration + LeftBehind).TotalSeconds,
                DepartureTimeoutSeconds = (int)(options.Duration + LeftBehind).TotalSeconds,
            };
            var room = await admin.Rooms.CreateAsync(spec, Guid.NewGuid().ToString("n"), CancellationToken.None);
            lock (_lock)
            {
                _ids.Add(room.Id);
            }
        });
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Deletes the rooms; returns the ids of those that could not be deleted within the timeout.</summary>
    public async Task<IReadOnlyList<string>> DeleteAsync(TimeSpan timeout, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        await Parallel.ForEachAsync(_ids.ToArray(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, _) =>
        {
            try
            {
                await admin.Rooms.DeleteAsync(id, deadline.Token);
            }
            catch (AdminException gone) when (gone.Status == System.Net.HttpStatusCode.NotFound)
            {
                // Somebody else deleted it.
            }
            catch (Exception error) when (error is AdminException or HttpRequestException or OperationCanceledException)
            {
                return;
            }

            lock (_lock)
            {
                _ids.Remove(id);
            }
        });
        return [.. _ids];
    }
}
