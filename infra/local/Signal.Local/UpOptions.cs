namespace Signal.Local;

/// <summary>The options of the command line.</summary>
internal sealed record UpOptions
{
    public const int DefaultPort = 7070;
    public const int MaxNodes = 16;

    /// <summary>The number of media nodes.</summary>
    public int Nodes { get; init; } = 2;

    /// <summary>The base port; <see cref="Stack.StackPorts"/> assigns the ports.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The log level of the Functions app and the nodes.</summary>
    public string LogLevel { get; init; } = "Information";

    /// <summary>Whether Prometheus and Grafana are started as well, if they are installed.</summary>
    public bool Observability { get; init; }

    /// <summary>The path of the state folder: logs, table data and keys.</summary>
    public required string StateFolder { get; init; }
}
