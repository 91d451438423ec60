using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost.Worker;

/// <summary>
/// The output of a worker. It is buffered until the worker is ready, so that a worker that fails to start causes a one-line error instead
/// of stack traces; afterwards it is logged line by line.
/// </summary>
internal sealed class WorkerOutput(ILogger logger)
{
    private const int MostHeldBack = 200;
    private readonly Lock _gate = new();
    private readonly List<(LogLevel Level, string Line)> _heldBack = [];
    private bool _ready;

    /// <summary>Adds a line of standard output or standard error, depending on <paramref name="level"/>.</summary>
    public void Take(LogLevel level, string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_gate)
        {
            if (!_ready && _heldBack.Count < MostHeldBack)
            {
                _heldBack.Add((level, line));
            }
            else if (_ready)
            {
                logger.WorkerPrinted(level, line);
            }
        }
    }

    /// <summary>Logs the buffered output once the worker is ready.</summary>
    public void Ready()
    {
        lock (_gate)
        {
            _ready = true;
            foreach (var (level, line) in _heldBack)
            {
                logger.WorkerPrinted(level, line);
            }

            _heldBack.Clear();
        }
    }

    /// <summary>
    /// The reason for a failed start from the worker's output: the line that begins with <c>error:</c>, else the message of its unhandled
    /// exception; null when there is neither.
    /// </summary>
    public string? Complaint()
    {
        lock (_gate)
        {
            var lines = _heldBack.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Line).ToList();
            return lines.Find(line => line.StartsWith("error: ", StringComparison.Ordinal)) is { } error
                ? error["error: ".Length..]
                : lines.Find(line => line.StartsWith("Unhandled exception.", StringComparison.Ordinal)) is { } unhandled
                    ? MessageOf(unhandled)
                    : null;
        }
    }

    /// <summary>The last buffered line; null when the worker printed nothing.</summary>
    public string? LastLine()
    {
        lock (_gate)
        {
            return _heldBack.Count > 0 ? _heldBack[^1].Line.Trim() : null;
        }
    }

    // "Unhandled exception. Namespace.SomeException: message"
    private static string MessageOf(string unhandled)
    {
        var start = unhandled.IndexOf("Exception: ", StringComparison.Ordinal);
        return start < 0 ? unhandled : unhandled[(start + "Exception: ".Length)..];
    }
}
