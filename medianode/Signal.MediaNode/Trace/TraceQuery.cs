using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Signal.MediaNode.Trace;

/// <summary>What a page of a trace contains.</summary>
/// <param name="Peers">The ids of the peers; null: all.</param>
/// <param name="After">The peers with ids after this one; null: from the first.</param>
/// <param name="Limit">The maximum number of peers.</param>
/// <param name="WithStatistics">Whether the worker is queried for statistics.</param>
internal sealed record TraceQuery(IReadOnlySet<string>? Peers, string? After, int Limit, bool WithStatistics)
{
    /// <summary>The maximum number of peers in a page.</summary>
    public const int MaxPeers = 50;

    /// <summary>The accepted values, for the answer to others.</summary>
    public const string Rules = "peer and after must be ids, at most 50 of peer; limit must be from 1 to 50, and statistics true or false.";

    private const int DefaultPeers = 20;
    private const int MaxIdLength = 64;

    /// <summary>Reads a query; null when a value is not valid.</summary>
    public static TraceQuery? Parse(IQueryCollection query)
    {
        var (peers, after) = (query["peer"], query["after"]);
        return peers.Count <= MaxPeers && peers.All(IsId) && after.Count <= 1 && after.All(IsId)
            && LimitOf(query["limit"], peers.Count) is { } limit && FlagOf(query["statistics"]) is { } statistics
                ? new TraceQuery(peers.Count > 0 ? peers.OfType<string>().ToHashSet(StringComparer.Ordinal) : null, after, limit, statistics)
                : null;
    }

    private static bool IsId(string? text) => text?.Length <= MaxIdLength;

    private static int? LimitOf(StringValues given, int peers) => given switch
    {
        [] => peers > 0 ? MaxPeers : DefaultPeers,
        [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxPeers => limit,
        _ => null,
    };

    private static bool? FlagOf(StringValues given) => given switch
    {
        [] or ["true"] => true,
        ["false"] => false,
        _ => null,
    };
}
