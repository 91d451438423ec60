using Microsoft.Extensions.Logging;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>The node's log, in the output of the test that runs.</summary>
internal sealed class TestOutput : ILoggerProvider
{
    public static readonly TestOutput Provider = new();

    public ILogger CreateLogger(string categoryName) => new Log(categoryName);

    public void Dispose()
    {
    }

    private sealed class Log(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format)
        {
            try
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{level} {category}: {format(state, exception)} {exception}");
            }
            catch (InvalidOperationException)
            {
                // The test has ended.
            }
        }
    }
}
