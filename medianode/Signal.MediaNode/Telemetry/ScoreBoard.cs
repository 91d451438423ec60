using System.Collections.Concurrent;
using Signal.Mediasoup;

namespace Signal.MediaNode.Telemetry;

/// <summary>The latest scores of the open objects.</summary>
internal sealed class ScoreBoard
{
    private readonly ConcurrentDictionary<WorkerObject, int> _scores = new();

    /// <summary>The mean; null without scores.</summary>
    public double? Mean => _scores.IsEmpty ? null : _scores.Values.DefaultIfEmpty().Average();

    /// <summary>Sets the score of an object; removed when the object closes.</summary>
    public void Set(WorkerObject scored, WorkerObjectObserver observer, int score)
    {
        if (_scores.TryAdd(scored, score))
        {
            observer.OnClose += () => _scores.TryRemove(scored, out _);
        }
        else
        {
            _scores[scored] = score;
        }

        if (scored.Closed)
        {
            _scores.TryRemove(scored, out _);
        }
    }
}
