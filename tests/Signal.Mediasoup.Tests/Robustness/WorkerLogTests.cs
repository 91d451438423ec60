using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

public sealed class WorkerLogTests
{
    [Fact]
    public async Task Lines_of_the_worker_have_level_and_tag()
    {
        using var logs = new Logs();
        await using (var worker = await Worker.StartAsync(
            WorkerFixture.Settings with { LogLevel = WorkerLogLevel.Debug, LogTags = [WorkerLogTag.Info, WorkerLogTag.Rtp] }, logs))
        {
            var router = await worker.NewRouterAsync();
            var transport = await router.NewWebRtcTransportAsync();
            await transport.ProduceAsync(Media.Audio());
            await Assert.ThrowsAsync<RequestRejectedException>(() => transport.ProduceAsync(Media.Audio()));
        }

        var channel = logs.Lines.Where(line => line.Category == "Signal.Mediasoup.WorkerChannel").ToList();
        Assert.Contains(channel, line => line.Level == LogLevel.Debug && line.Tag.Length > 0 && line.Text.Contains(line.Tag, StringComparison.Ordinal));
        Assert.Contains(channel, line => line.Level is LogLevel.Warning or LogLevel.Error);
        Assert.Contains(channel, line => line.Tag == "RTC::RtpListener" || line.Tag.StartsWith("RTC::", StringComparison.Ordinal));
    }

    private sealed class Logs : ILoggerFactory
    {
        public ConcurrentQueue<(string Category, LogLevel Level, string Tag, string Text)> Lines { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => new Sink(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Sink(Logs logs, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var tag = (state as IReadOnlyList<KeyValuePair<string, object?>>)?.FirstOrDefault(pair => pair.Key == "Tag").Value as string;
                logs.Lines.Enqueue((category, logLevel, tag ?? string.Empty, formatter(state, exception)));
            }
        }
    }
}
