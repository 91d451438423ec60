namespace Signal.Cli.Output;

/// <summary>The format of results on standard output.</summary>
internal enum OutputFormat
{
    /// <summary>Aligned columns.</summary>
    Table,

    /// <summary>JSON: an object, or an array for a list.</summary>
    Json,
}
