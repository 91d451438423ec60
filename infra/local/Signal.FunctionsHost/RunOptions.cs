using System.Net;
using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost;

/// <summary>The options of <see cref="RunningHost"/>.</summary>
public sealed record RunOptions
{
    /// <summary>The built app: its folder, which holds worker.config.json, or a file in that folder.</summary>
    public required string AppPath { get; init; }

    /// <summary>The address to listen on. An address other than loopback exposes the app to the network.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 selects a free port.</summary>
    public int Port { get; init; }

    /// <summary>Overrides the default log level of host.json, and that of the worker unless a setting configures it.</summary>
    public LogLevel? LogLevel { get; init; }

    /// <summary>Settings that override the environment, by names with <c>:</c> or <c>__</c>; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The timeout from the start of a worker until its functions are loaded.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time for which running invocations can continue after a stop request before they are cancelled.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of all timeouts, delays and schedules except <see cref="StopTimeout"/>.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
