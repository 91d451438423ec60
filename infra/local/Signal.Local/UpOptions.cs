namespace Signal.Local;

/// <summary>What the command line asked for.</summary>
internal sealed record UpOptions
{
    public const int DefaultPort = 7070;
    public const int MaxNodes = 16;

    /// <summary>How many media nodes.</summary>
    public int Nodes { get; init; } = 2;

    /// <summary>The base port; <see cref="Stack.StackPorts"/> says who gets which.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The log level of the Functions app and the nodes.</summary>
    public string LogLevel { get; init; } = "Information";

    /// <summary>The folder of logs, table data and keys.</summary>
    public required string StateFolder { get; init; }
}
