namespace Signal.Cli.Output;

/// <summary>Writes rows in aligned columns, separated by two spaces; the last column is not padded.</summary>
internal static class TextTable
{
    public static async Task WriteAsync(TextWriter output, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var widths = Enumerable.Range(0, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column < widths.Length ? cell.PadRight(widths[column]) : cell);
            await output.WriteLineAsync(string.Join("  ", cells).TrimEnd());
        }
    }
}
