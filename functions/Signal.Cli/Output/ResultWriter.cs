using System.Text.Encodings.Web;
using System.Text.Json;
using Signal.Admin;

namespace Signal.Cli.Output;

/// <summary>
/// Writes the results of calls. Lists are written while they are read, so that memory use does not depend on their length.
/// </summary>
internal sealed class ResultWriter(TextWriter output, OutputFormat format)
{
    private const int RowsAtOnce = 100;

    // Non-ASCII names stay readable; characters that HTML would need escaped are harmless in a terminal.
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object: its fields as rows, or as JSON.</summary>
    public async Task WriteAsync<T>(T value)
    {
        var json = JsonSerializer.SerializeToElement(value, AdminJson.Of<T>());
        if (format == OutputFormat.Json)
        {
            await output.WriteLineAsync(Write(json, Indented));
            return;
        }

        var rows = json.EnumerateObject().Select(field => new[] { field.Name, Cell.Of(field.Value) }).ToList();
        await TextTable.WriteAsync(output, rows);
    }

    /// <summary>Writes a list with the named fields as columns; JSON has all fields.</summary>
    public async Task WriteAsync<T>(IAsyncEnumerable<T> items, string[] columns, CancellationToken cancellationToken)
    {
        if (format == OutputFormat.Json)
        {
            await WriteArrayAsync(items, cancellationToken);
            return;
        }

        List<string[]> rows = [[.. columns.Select(Heading)]];
        var hasItems = false;
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                var json = JsonSerializer.SerializeToElement(item, AdminJson.Of<T>());
                rows.Add([.. columns.Select(column => json.TryGetProperty(column, out var value) ? Cell.Of(value) : "")]);
                hasItems = true;
                if (rows.Count >= RowsAtOnce)
                {
                    await TextTable.WriteAsync(output, rows);
                    rows.Clear();
                }
            }
        }
        catch when (hasItems)
        {
            // The list is incomplete, but what was read is shown.
            await TextTable.WriteAsync(output, rows);
            throw;
        }

        await TextTable.WriteAsync(output, rows);
    }

    /// <summary>Writes one line and flushes it, for watch commands. JSON is one object per line.</summary>
    public async Task WriteLineAsync<T>(T value, Func<T, string> text)
    {
        await output.WriteLineAsync(format == OutputFormat.Json
            ? Write(JsonSerializer.SerializeToElement(value, CliJson.Default.Options), Indented with { Indented = false })
            : text(value));
        await output.FlushAsync();
    }

    /// <summary>Confirms a call without a result; writes nothing in JSON.</summary>
    public Task ConfirmAsync(string text) => format == OutputFormat.Json ? Task.CompletedTask : output.WriteLineAsync(text);

    private async Task WriteArrayAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var separator = "[";
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            await output.WriteLineAsync(separator);
            await output.WriteAsync(Write(JsonSerializer.SerializeToElement(item, AdminJson.Of<T>()), Indented));
            separator = ",";
        }

        await output.WriteLineAsync(separator == "[" ? "[]" : "\n]");
    }

    private static string Write(JsonElement json, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            json.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Heading(string field) => string.Concat(field.Select(letter => char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToUpperInvariant();
}
