using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.ServiceBusEmulator;
using Signal.ServiceBusEmulator.Entities;
using Signal.Testing;

namespace Signal.FunctionsHost.Tests.ServiceBus;

/// <summary>The test app on a separate emulator, and a client that sends to it.</summary>
internal sealed class BusApp : IAsyncDisposable
{
    private readonly Emulator _emulator;
    private readonly ServiceBusClient _client;
    private readonly TestApp _app;

    private BusApp(Emulator emulator, TestApp app)
    {
        _emulator = emulator;
        _app = app;
        _client = new ServiceBusClient(emulator.ConnectionString);
    }

    /// <param name="lockDuration">The duration of locks, when the test is about it.</param>
    public static async Task<BusApp> StartAsync(TimeSpan? lockDuration = null)
    {
        var queues = EntitiesFile.Read(Path.Combine(AppContext.BaseDirectory, "ServiceBus/queues.json"));
        var emulator = Emulator.Start(
            [.. queues.Select(queue => queue with { LockDuration = lockDuration ?? queue.LockDuration })],
            FreePort.Next(),
            TimeProvider.System,
            NullLoggerFactory.Instance);
        return new BusApp(emulator, await TestApp.StartAsync(("Bus", emulator.ConnectionString)));
    }

    public int? WorkerProcessId => _app.Host.WorkerProcessId;

    public Task<string> NextAsync() => _app.NextAsync();

    public async Task SendAsync(string queue, params ServiceBusMessage[] messages)
    {
        await using var sender = _client.CreateSender(queue);
        await sender.SendMessagesAsync(messages, TestContext.Current.CancellationToken);
    }

    public Task SendLetterAsync(string id, string text) =>
        SendAsync("letters", new ServiceBusMessage($$"""{"text":"{{text}}"}""") { MessageId = id });

    /// <summary>The id of a message that is in the queue; null when there is none.</summary>
    public async Task<string?> ReceiveAsync(string queue, TimeSpan wait, SubQueue subQueue = SubQueue.None)
    {
        await using var receiver = _client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = subQueue });
        return (await receiver.ReceiveMessageAsync(wait, TestContext.Current.CancellationToken))?.MessageId;
    }

    /// <summary>The number of messages in a queue, whether locked or not.</summary>
    public async Task<int> CountAsync(string queue)
    {
        await using var receiver = _client.CreateReceiver(queue);
        return (await receiver.PeekMessagesAsync(10, cancellationToken: TestContext.Current.CancellationToken)).Count;
    }

    /// <summary>Fails when a session has a message left.</summary>
    public async Task SessionShouldBeEmptyAsync(string queue, string session)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var receiver = await _client.AcceptSessionAsync(queue, session, cancellationToken: cancellationToken);
        Assert.Null(await receiver.PeekMessageAsync(cancellationToken: cancellationToken));
    }

    /// <summary>Stops the host, as SIGTERM does; the emulator keeps running.</summary>
    public ValueTask StopHostAsync() => _app.Host.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _client.DisposeAsync();
        await _emulator.DisposeAsync();
    }
}
