using System.Collections.Concurrent;
using System.Globalization;
using Signal.Admin;
using Signal.LoadTest.Peers;

namespace Signal.LoadTest.Figures;

/// <summary>Counts errors by kind. Thread-safe.</summary>
internal sealed class ErrorCounts
{
    private readonly ConcurrentDictionary<string, (int Count, string Example)> _kinds = new(StringComparer.Ordinal);

    public int Total => _kinds.Values.Sum(kind => kind.Count);

    public void Add(Exception error) => Add(KindOf(error), error.Message);

    public void Add(string kind, string example) => _kinds.AddOrUpdate(kind, (1, example), (_, known) => (known.Count + 1, known.Example));

    /// <summary>The kinds, most frequent first.</summary>
    public IReadOnlyList<ErrorFigure> List() =>
        [
            .. _kinds
                .Select(kind => new ErrorFigure(kind.Key, kind.Value.Count, kind.Value.Example))
                .OrderByDescending(kind => kind.Count)
                .ThenBy(kind => kind.Kind),
        ];

    /// <summary>The step that failed, and the code or status of the answer: <c>token room-full</c>, <c>connect 429</c>, <c>join 3002</c>.</summary>
    internal static string KindOf(Exception error) => error switch
    {
        AdminException refused => $"token {(refused.Code.Length > 0 ? refused.Code : Number((int)refused.Status))}",
        PeerConnectException { Status: { } status } => $"connect {Number((int)status)}",
        PeerConnectException => "connect failed",
        PeerRequestException { Code: { } code } refused => $"{refused.Method} {Number((int)code)}",
        PeerRequestException { InnerException: TimeoutException } late => $"{late.Method} timeout",
        PeerRequestException lost => $"{lost.Method} failed",
        TimeoutException => "welcome timeout",
        _ => "token failed",
    };

    private static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Errors of one kind.</summary>
/// <param name="Kind">The step that failed, and the code or status of the answer.</param>
/// <param name="Count">How often.</param>
/// <param name="Example">The message of the first one.</param>
public sealed record ErrorFigure(string Kind, int Count, string Example);
