using Microsoft.Extensions.Logging.Abstractions;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;
using Xunit;

namespace Signal.Testing;

/// <summary>
/// The Service Bus emulator inside the test process, with the queues of <c>infra/azure/servicebus.json</c>. Use it as a class or
/// collection fixture.
/// </summary>
public sealed class ServiceBusEmulatorFixture : IAsyncLifetime
{
    private Emulator? _emulator;

    /// <summary>The file that declares the queues.</summary>
    public static string EntitiesPath => Repository.PathOf("infra", "azure", "servicebus.json");

    /// <summary>The port it listens on.</summary>
    public int Port => _emulator!.Port;

    /// <summary>The connection string for its clients.</summary>
    public string ConnectionString => _emulator!.ConnectionString;

    /// <inheritdoc/>
    public ValueTask InitializeAsync()
    {
        _emulator = Emulator.Start(EntitiesFile.Read(EntitiesPath), FreePort.Next(), TimeProvider.System, NullLoggerFactory.Instance);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
