namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// The paused state that the client requests for its producers. Each change is announced to the whole room, so changes beyond the client's
/// budget are deferred, and only the last one is applied. Accessed in the peer's mailbox only.
/// </summary>
internal sealed class DeferredPauses(Peer peer, Func<string, bool, Task> applyAsync)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, bool> _deferred = new(StringComparer.Ordinal);

    /// <summary>Pauses or resumes a producer: immediately, or with the deferred changes.</summary>
    public Task SetAsync(string producerId, bool isPaused, bool paused)
    {
        if (!_deferred.ContainsKey(producerId))
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

        if (_deferred.Count == 0)
        {
            _ = ApplyLaterAsync();
        }

        _deferred[producerId] = paused;
        return Task.CompletedTask;
    }

    /// <summary>Discards a deferred change: the producer was closed, or an admin has decided.</summary>
    public void Forget(string producerId) => _deferred.Remove(producerId);

    private async Task ApplyLaterAsync()
    {
        await Task.Delay(Delay, peer.Services.Time, peer.Ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        peer.Post(ApplyAsync);
    }

    private async Task ApplyAsync()
    {
        foreach (var (producerId, paused) in _deferred.ToList())
        {
            if (!peer.Budget.Pauses.TryTake())
            {
                _ = ApplyLaterAsync();
                return;
            }

            _deferred.Remove(producerId);
            await applyAsync(producerId, paused);
        }
    }
}
