namespace Signal.Cli.Output;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>Columns for people.</summary>
    Table,

    /// <summary>JSON for scripts: an object, or an array for a list.</summary>
    Json,
}
