using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.Bus.Tests.Amqp;

public sealed class TokenRenewalTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_token_is_put_before_the_first_link_and_again_before_it_expires()
    {
        var tokens = new TokenLog();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(tokens));
        await using var emulator = Emulator.Start([new QueueDescription { Name = "q" }], FreePort.Next(), TimeProvider.System, loggers);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var harness = new BusHarness(emulator.ConnectionString, time);
        await harness.Bus.SendAsync("q", [BusHarness.Message("x")], TestContext.Current.CancellationToken);
        Assert.Equal("Token taken for sb://127.0.0.1/q", await tokens.NextAsync());

        time.Advance(TimeSpan.FromMinutes(13));
        Assert.False(tokens.Any);
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("Token taken for sb://127.0.0.1/q", await tokens.NextAsync());
    }

    /// <summary>What the emulator logs of tokens.</summary>
    private sealed class TokenLog : ILoggerProvider, ILogger
    {
        private const int TokenEvent = 4220;
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public bool Any => _lines.Reader.TryPeek(out _);

        public ValueTask<string> NextAsync() => _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == TokenEvent)
            {
                _lines.Writer.TryWrite(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
