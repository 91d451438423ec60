using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.Commands;

/// <summary>Receives the control plane's commands to this node. Drops commands that are expired, duplicate or malformed.</summary>
internal sealed partial class CommandReceiver(
    IMessageBus bus,
    NodeIdentity node,
    ExecutedCommands memory,
    CommandExecutor executor,
    TimeProvider time,
    ILogger<CommandReceiver> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        bus.ReceiveSessionAsync(BusEntities.NodeCommands, node.Id, HandleAsync, Observe, stoppingToken);

    private void Observe(BusSessionState state)
    {
        if (state == BusSessionState.HeldByAnother)
        {
            LogHeldByAnother(node.Id);
        }
    }

    private Task HandleAsync(BusMessage message, CancellationToken cancellationToken)
    {
        if (Read(message) is not { } command)
        {
            return Task.CompletedTask;
        }

        using var activity = NodeActivities.Source.StartActivity($"command {command.GetType().Name}");
        if (command.ExpiresAt <= time.GetUtcNow())
        {
            LogExpired(command.Id, command.GetType().Name);
        }
        else if (memory.TryRemember(command))
        {
            LogExecuted(command.Id, command.GetType().Name);
            executor.Execute(command);
        }

        return Task.CompletedTask;
    }

    private NodeCommand? Read(BusMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize<NodeCommand>(message.Body.Span, ContractsJson.Options);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            LogUnreadable(message.MessageId, error.Message);
            return null;
        }
    }

    [LoggerMessage(EventIds.CommandExecuted, LogLevel.Information, "Executed command {Id} ({Command})")]
    private partial void LogExecuted(string id, string command);

    [LoggerMessage(EventIds.CommandExpired, LogLevel.Warning, "Dropped expired command {Id} ({Command})")]
    private partial void LogExpired(string id, string command);

    [LoggerMessage(EventIds.CommandUnreadable, LogLevel.Error, "Dropped message {Id}, which is not a valid command: {Reason}")]
    private partial void LogUnreadable(string? id, string reason);

    [LoggerMessage(EventIds.CommandsHeldElsewhere, LogLevel.Warning, "Another process receives the commands for node {Node}; check that its id is unique")]
    private partial void LogHeldByAnother(string node);
}
