using System.Net;
using Microsoft.Extensions.Time.Testing;
using Signal.Testing;

namespace Signal.FunctionsHost.Tests;

/// <summary>The test app, served by the host in this process, with its functions in a real isolated worker.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private const string Unreachable =
        "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;SharedAccessKey=none;UseDevelopmentEmulator=true";

    private TestApp(RunningHost host)
    {
        Host = host;
        Http = new HttpClient { BaseAddress = host.Address };
    }

    /// <summary>The folder of the built worker.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(Repository.Output("tests/Signal.FunctionsHost.TestApp"))!;

    public RunningHost Host { get; }

    public HttpClient Http { get; }

    /// <summary>The settings of the test app; tests override some of them.</summary>
    public static Dictionary<string, string?> Settings(params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Test__Queue"] = "letters",
            ["Test__Schedule"] = "0 0 0 1 1 *",
            ["Bus"] = Unreachable,
        };
        foreach (var (name, value) in changes)
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>Starts the app, and reads from its journal that the timer function that runs at the start has done so.</summary>
    public static Task<TestApp> StartAsync(params (string Name, string? Value)[] settings) =>
        BegunAsync(RunningHost.StartAsync(Options(TimeProvider.System, settings), TestContext.Current.CancellationToken));

    /// <summary>Starts the app with a clock that advances until it has started, and then stops.</summary>
    public static async Task<TestApp> StartAsync(FakeTimeProvider time, params (string Name, string? Value)[] settings)
    {
        var starting = RunningHost.StartAsync(Options(time, settings), TestContext.Current.CancellationToken);
        await PassAsync(time, () => starting.IsCompleted);
        return await BegunAsync(starting);
    }

    /// <summary>Advances the clock until a task has completed.</summary>
    public static Task PassAsync(FakeTimeProvider time, Func<bool> happened) => Eventually.TrueAsync(() =>
    {
        time.Advance(TimeSpan.FromMilliseconds(100));
        return happened();
    });

    /// <summary>The next entry of the app's journal.</summary>
    public async Task<string> NextAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        return await Http.GetStringAsync(new Uri("/app/journal", UriKind.Relative), deadline.Token);
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public Task<string> GetAsync(string path) =>
        Http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static RunOptions Options(TimeProvider time, (string Name, string? Value)[] settings) =>
        new() { AppPath = Folder, Settings = Settings(settings), Time = time };

    private static async Task<TestApp> BegunAsync(Task<RunningHost> starting)
    {
        var app = new TestApp(await starting);
        var entries = new List<string>();
        do
        {
            // The schedule of another function may come before.
            entries.Add(await app.NextAsync());
        }
        while (entries[^1] != "first" && entries.Count < 10);

        Assert.Equal("first", entries[^1]);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
