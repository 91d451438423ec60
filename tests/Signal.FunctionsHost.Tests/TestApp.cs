using System.Net;
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

    /// <summary>What the test app needs; the tests change some of it.</summary>
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
    public static async Task<TestApp> StartAsync(params (string Name, string? Value)[] settings)
    {
        var app = await StartWithoutJournalAsync(settings);
        Assert.Equal("first", await app.NextAsync());
        return app;
    }

    /// <summary>Starts the app with settings that leave its functions too little time to be sure of the journal's answer.</summary>
    public static async Task<TestApp> StartWithoutJournalAsync(params (string Name, string? Value)[] settings)
    {
        var options = new RunOptions { AppPath = Folder, Settings = Settings(settings) };
        return new TestApp(await RunningHost.StartAsync(options, TestContext.Current.CancellationToken));
    }

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

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
