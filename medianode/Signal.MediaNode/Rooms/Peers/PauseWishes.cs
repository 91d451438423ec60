namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// What the client wants of its producers, paused or not. Each change is told to the whole room, so a client that changes its mind more often
/// than its budget allows is followed later, to where it ends up. Touched in the peer's mailbox alone.
/// </summary>
internal sealed class PauseWishes(Peer peer, Func<string, bool, Task> applyAsync)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, bool> _wishes = new(StringComparer.Ordinal);

    /// <summary>Pauses or resumes a producer: now, or with the wishes that wait.</summary>
    public Task WishAsync(string producerId, bool isPaused, bool paused)
    {
        if (!_wishes.ContainsKey(producerId))
        {
            if (isPaused == paused)
            {
                return Task.CompletedTask;
            }

            if (peer.Budget.Pauses.TryTake())
            {
                return applyAsync(producerId, paused);
            }
        }

        if (_wishes.Count == 0)
        {
            _ = ApplyLaterAsync();
        }

        _wishes[producerId] = paused;
        return Task.CompletedTask;
    }

    /// <summary>The producer is gone, or someone else has decided.</summary>
    public void Forget(string producerId) => _wishes.Remove(producerId);

    private async Task ApplyLaterAsync()
    {
        await Task.Delay(Delay, peer.Services.Time, peer.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        peer.Post(ApplyAsync);
    }

    private async Task ApplyAsync()
    {
        foreach (var (producerId, paused) in _wishes.ToList())
        {
            if (!peer.Budget.Pauses.TryTake())
            {
                _ = ApplyLaterAsync();
                return;
            }

            _wishes.Remove(producerId);
            await applyAsync(producerId, paused);
        }
    }
}
