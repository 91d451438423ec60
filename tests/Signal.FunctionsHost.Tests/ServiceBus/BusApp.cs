using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Signal.Bus;
using Signal.Bus.Amqp;
using Signal.Contracts.Bus;
using Signal.FunctionsHost.Tests.App;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;

namespace Signal.FunctionsHost.Tests.ServiceBus;

/// <summary>The test app on an emulator of its own, and a client that sends to it.</summary>
internal sealed class BusApp : IAsyncDisposable
{
    private readonly Emulator _emulator;
    private readonly RunningHost _host;

    private BusApp(Emulator emulator, RunningHost host, AmqpBusClient client)
    {
        _emulator = emulator;
        _host = host;
        Client = client;
        Journal = host.Services.GetRequiredService<Journal>();
    }

    public AmqpBusClient Client { get; }

    public Journal Journal { get; }

    public static async Task<BusApp> StartAsync()
    {
        var queues = EntitiesFile.Read(Path.Combine(AppContext.BaseDirectory, "ServiceBus/queues.json"));
        var emulator = Emulator.Start(queues, port: 0, TimeProvider.System, NullLoggerFactory.Instance);
        var client = new AmqpBusClient(Options.Create(new BusOptions { ConnectionString = emulator.ConnectionString }), TimeProvider.System, NullLogger<AmqpBusClient>.Instance);
        var host = await RunningHost.StartAsync(RunningApp.Options(("Bus", emulator.ConnectionString), ("Test:Schedule", "0 0 0 1 1 *")), CancellationToken.None);
        var app = new BusApp(emulator, host, client);
        Assert.Equal("first", await app.Journal.NextAsync());
        return app;
    }

    public Task SendAsync(string queue, string id, string body, string? session = null, string? traceParent = null) =>
        Client.SendAsync(queue, [new BusMessage { Body = Encoding.UTF8.GetBytes(body), MessageId = id, SessionId = session, TraceParent = traceParent }], CancellationToken.None);

    public Task SendLetterAsync(string id, string text, string? traceParent = null) => SendAsync("letters", id, $$"""{"text":"{{text}}"}""", traceParent: traceParent);

    /// <summary>Stops the host, as SIGTERM does; the emulator goes on.</summary>
    public ValueTask StopHostAsync() => _host.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Client.DisposeAsync();
        await _emulator.DisposeAsync();
    }
}
