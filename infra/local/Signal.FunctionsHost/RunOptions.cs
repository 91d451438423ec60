using System.Net;
using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost;

/// <summary>What to run, and where it listens.</summary>
public sealed record RunOptions
{
    /// <summary>The built app: its folder, which holds worker.config.json, or a file in that folder.</summary>
    public required string AppPath { get; init; }

    /// <summary>The address to listen on. Any other than the loopback address opens the app to the network.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Overrides the default level of host.json, and the worker's own where no setting names one.</summary>
    public LogLevel? LogLevel { get; init; }

    /// <summary>Settings on top of the environment, by names with <c>:</c> or <c>__</c>; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>How long a worker may take from its start until its functions are loaded.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long invocations may go on after a stop was asked for; then they are cancelled.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of all timeouts, pauses and schedules but <see cref="StopTimeout"/>; tests move it by hand.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
