using System.Threading.Channels;

namespace Signal.FunctionsHost.TestApp;

/// <summary>A journal of the functions' work; the tests read it entry by entry.</summary>
public sealed class Journal
{
    private readonly Channel<string> _entries = Channel.CreateUnbounded<string>();

    public void Add(string entry) => _entries.Writer.TryWrite(entry);

    public ValueTask<string> NextAsync(CancellationToken cancellationToken) => _entries.Reader.ReadAsync(cancellationToken);
}
