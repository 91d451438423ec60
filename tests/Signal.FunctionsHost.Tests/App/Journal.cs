using System.Threading.Channels;

namespace Signal.FunctionsHost.Tests.App;

/// <summary>What the functions did, for the tests to wait on.</summary>
public sealed class Journal
{
    private readonly Channel<string> _entries = Channel.CreateUnbounded<string>();

    public void Add(string entry) => _entries.Writer.TryWrite(entry);

    public async Task<string> NextAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _entries.Reader.ReadAsync(deadline.Token);
    }
}
