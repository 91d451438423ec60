using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Bus;

namespace Signal.Bus.Tests;

/// <summary>A bus as applications use it: registered by its extension method, configured by keys.</summary>
internal sealed class BusHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public BusHarness(string connectionString, params (string Key, string Value)[] settings)
        : this(connectionString, TimeProvider.System, settings)
    {
    }

    public BusHarness(string connectionString, TimeProvider time, params (string Key, string Value)[] settings)
    {
        // A process that has just started on a busy machine takes longer than a request may.
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ServiceBus:SendTimeout", "00:01:00")])
            .AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))
                    .Append(new("ServiceBus", connectionString)))
            .Build();
        _services = new ServiceCollection().AddSingleton(time).AddLogging().AddMessageBus(configuration).BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public IMessageBus Bus => _services.GetRequiredService<IMessageBus>();

    public static BusMessage Message(string body, string? session = null) => new() { Body = Encoding.UTF8.GetBytes(body), SessionId = session };

    public static string Text(BusMessage message) => Encoding.UTF8.GetString(message.Body.Span);

    /// <summary>Receives a session until the handler signals completion.</summary>
    public async Task ReceiveUntilAsync(string queue, string session, Func<BusMessage, bool> handler, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Bus.ReceiveSessionAsync(
            queue,
            session,
            async (message, _) =>
            {
                if (handler(message))
                {
                    await enough.CancelAsync();
                }
            },
            enough.Token);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
