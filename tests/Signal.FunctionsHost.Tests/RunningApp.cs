namespace Signal.FunctionsHost.Tests;

/// <summary>This test project, run as a Functions app by the host, on a free port.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private const string Unreachable = "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;SharedAccessKey=none;UseDevelopmentEmulator=true";

    private RunningHost? _host;

    public HttpClient Http { get; private set; } = null!;

    internal static RunOptions Options(params (string Name, string? Value)[] settings) => new()
    {
        AppPath = typeof(RunningApp).Assembly.Location,
        Settings = settings.Concat<(string Name, string? Value)>([("Test:Schedule", "* * * * * *"), ("Test:Queue", "letters"), ("Bus", Unreachable)])
            .DistinctBy(setting => setting.Name).ToDictionary(setting => setting.Name, setting => setting.Value),
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
