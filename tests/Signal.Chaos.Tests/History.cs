using System.Globalization;
using System.Text;

namespace Signal.Chaos.Tests;

/// <summary>What happened in a run, in order and with the time since its start, for the message of a failure.</summary>
internal sealed class History
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();

    /// <summary>Since the start of the run.</summary>
    public TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    public void Add(string what)
    {
        lock (_lock)
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Now.TotalSeconds,8:0.000} {what}"));
        }
    }

    /// <summary>The lines that hold one of the words; without words all.</summary>
    public string Text(params string[] words)
    {
        lock (_lock)
        {
            var lines = words.Length == 0 ? _lines : _lines.Where(line => words.Any(word => line.Contains(word, StringComparison.Ordinal)));
            return new StringBuilder().AppendJoin('\n', lines).ToString();
        }
    }
}
