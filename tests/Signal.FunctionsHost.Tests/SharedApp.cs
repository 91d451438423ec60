namespace Signal.FunctionsHost.Tests;

/// <summary>One running test app for tests that leave no trace in it.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private TestApp? _app;

    internal TestApp App => _app!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
