using System.Collections.Concurrent;
using System.Diagnostics;

namespace Signal.Folding.Bench;

/// <summary>Detects in the requests to the tables when a peer is first written, without reading the tables.</summary>
internal sealed class Writes
{
    /// <summary>The prefix of the ids of the bench's peers, followed by nine digits.</summary>
    public const string PeerPrefix = "bench-peer-";

    private const int IdLength = 20;
    private readonly ConcurrentDictionary<string, (long Since, TaskCompletionSource<double> Written)> _expected = new(StringComparer.Ordinal);

    /// <summary>Completes with the milliseconds from now until the peer is written.</summary>
    public Task<double> Expect(string peerId)
    {
        var written = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[peerId] = (Stopwatch.GetTimestamp(), written);
        return written.Task;
    }

    /// <summary>Inspects a write.</summary>
    public void See(string body)
    {
        for (var at = body.IndexOf(PeerPrefix, StringComparison.Ordinal); at >= 0; at = body.IndexOf(PeerPrefix, at + IdLength, StringComparison.Ordinal))
        {
            if (_expected.TryRemove(body.Substring(at, IdLength), out var expected))
            {
                expected.Written.TrySetResult(Stopwatch.GetElapsedTime(expected.Since).TotalMilliseconds);
            }
        }
    }
}
