using System.Text.Json;
using Microsoft.Extensions.Options;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;

namespace Signal.Functions.Commands;

/// <summary>Sends commands to nodes.</summary>
public sealed class CommandSender(IMessageBus bus, IOptions<CommandsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Sends commands to one node, in order.</summary>
    /// <exception cref="BusMessageRefusedException">A command exceeds the maximum message size.</exception>
    /// <exception cref="BusUnavailableException">The bus did not accept the commands within <see cref="CommandsOptions.SendTimeout"/>.</exception>
    public async Task SendAsync(string nodeId, IReadOnlyList<NodeCommand> commands, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.SendTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await bus.SendAsync(BusEntities.NodeCommands, [.. commands.Select(command => Message(nodeId, command))], linked.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BusUnavailableException($"The bus accepted no command within {options.Value.SendTimeout.TotalSeconds:0.#} s.", e);
        }
    }

    private BusMessage Message(string nodeId, NodeCommand command) => new()
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Options),
        MessageId = command.Id,
        SessionId = nodeId,
        TimeToLive = command.ExpiresAt > time.GetUtcNow() ? command.ExpiresAt - time.GetUtcNow() : Shortest,
    };
}
