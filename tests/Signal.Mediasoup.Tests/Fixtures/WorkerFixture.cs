using Signal.Mediasoup.Tests.Fixtures;
using Signal.Testing;

[assembly: AssemblyFixture(typeof(WorkerFixture))]

namespace Signal.Mediasoup.Tests.Fixtures;

/// <summary>Two workers for all tests that do not end one.</summary>
public sealed class WorkerFixture : IAsyncLifetime
{
    private Worker? _worker;
    private Worker? _other;

    public static WorkerSettings Settings => new() { WorkerBin = WorkerBinary.Path, LogLevel = WorkerLogLevel.Warn };

    public Worker Worker => _worker!;

    public Worker Other => _other!;

    public async ValueTask InitializeAsync()
    {
        _worker = await Worker.StartAsync(Settings);
        _other = await Worker.StartAsync(Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await Other.DisposeAsync();
    }
}
