using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Hosting.Startup;

namespace Signal.Hosting.Tests.Startup;

public sealed class StartupErrorsTests
{
    [Fact]
    public void The_sentences_of_several_problems_are_collected() => Assert.Equal(
        ["a", "b", "c"],
        StartupErrors.Of(new AggregateException(new StartupException("a"), new OptionsValidationException("X", typeof(string), ["b", "c"]))));

    [Fact]
    public void A_bug_is_not_a_start_up_error() =>
        Assert.Empty(StartupErrors.Of(new AggregateException(new StartupException("a"), new InvalidOperationException("bug"))));

    [Fact]
    public async Task A_bug_passes_through() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartupErrors.RunAsync(() => throw new InvalidOperationException("bug")));

    [Fact]
    public async Task The_exit_code_is_that_of_the_program() => Assert.Equal(3, await StartupErrors.RunAsync(() => Task.FromResult(3)));

    [Fact]
    public async Task A_start_up_error_is_exit_code_1() =>
        Assert.Equal(1, await StartupErrors.RunAsync(() => throw new StartupException("Node__Id is missing")));

    [Fact]
    public async Task The_host_does_not_log_a_failed_start_but_all_that_comes_later()
    {
        var log = new ListLogger();
        using var failing = Build(log, _ => throw new StartupException("no worker"));
        await Assert.ThrowsAsync<StartupException>(() => failing.StartAsync());
        Assert.Empty(log.Errors);

        var fail = new TaskCompletionSource();
        using var running = Build(log, _ => fail.Task);
        await running.StartAsync();
        fail.SetException(new InvalidOperationException("later"));
        await running.WaitForShutdownAsync();
        Assert.NotEmpty(log.Errors);
    }

    private static IHost Build(ListLogger log, Func<CancellationToken, Task> service)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddStartupErrors();
        builder.Logging.AddProvider(log);
        builder.Services.AddHostedService(_ => new Background(service));
        return builder.Build();
    }

    // Fails in StartAsync when the work throws at once, and in the background when its task fails.
    private sealed class Background(Func<CancellationToken, Task> work) : BackgroundService
    {
        private Task _work = Task.CompletedTask;

        public override Task StartAsync(CancellationToken cancellationToken)
        {
            _work = work(cancellationToken);
            return base.StartAsync(cancellationToken);
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => _work;
    }

    private sealed class ListLogger : ILoggerProvider, ILogger
    {
        public List<string> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
            {
                Errors.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
