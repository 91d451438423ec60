namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// The paused state that the client requests for its producers. Each change is announced to the whole room, so changes beyond the client's
/// budget are deferred, and only the last one is applied. Accessed in the peer's mailbox only.
/// </summary>
internal sealed class PauseWishes(Peer peer, Func<string, bool, Task> applyAsync)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, bool> _wishes = new(StringComparer.Ordinal);

    /// <summary>Pauses or resumes a producer: immediately, or with the deferred changes.</summary>
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

    /// <summary>Discards a deferred change: the producer was closed, or an admin has decided.</summary>
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
