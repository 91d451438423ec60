namespace Signal.FunctionsHost.Tests;

/// <summary>This test project, run as a Functions app by the host, on a free port.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private RunningHost? _host;

    public HttpClient Http { get; private set; } = null!;

    internal static RunOptions Options(params (string Name, string? Value)[] settings) => new()
    {
        AppPath = typeof(RunningApp).Assembly.Location,
        Settings = settings.Append(("Test:Schedule", "* * * * * *")).DistinctBy(setting => setting.Item1).ToDictionary(setting => setting.Item1, setting => setting.Item2),
    };

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.StartAsync(Options(), CancellationToken.None);
        Http = new HttpClient { BaseAddress = _host.Address };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host!.DisposeAsync();
    }
}
