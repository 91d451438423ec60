using System.Net;
using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost;

/// <summary>What to run, and where it listens.</summary>
internal sealed record RunOptions
{
    /// <summary>The app's assembly.</summary>
    public required string AppPath { get; init; }

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Overrides the default level of host.json.</summary>
    public LogLevel? LogLevel { get; init; }

    /// <summary>Settings on top of the environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
