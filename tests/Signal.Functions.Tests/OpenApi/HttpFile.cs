using System.Text.RegularExpressions;

namespace Signal.Functions.Tests.OpenApi;

/// <summary>A file of requests as HTTP editors read it: variables, requests between lines of <c>###</c>, and names whose answers later requests use.</summary>
internal sealed partial class HttpFile
{
    private readonly Dictionary<string, string> _variables = [];

    public HttpFile(string text)
    {
        var blocks = Separator().Split(text);
        foreach (Match variable in Variable().Matches(blocks[0]))
        {
            _variables[variable.Groups[1].Value] = variable.Groups[2].Value.Trim();
        }

        Requests = [.. blocks.Skip(1).Select(Request.Parse)];
    }

    public IReadOnlyList<Request> Requests { get; }

    /// <summary>Replaces <c>{{…}}</c>, also within variables. Values of <paramref name="resolve"/> take precedence.</summary>
    public string Fill(string text, Func<string, string?> resolve) => Reference().Replace(text, match =>
        resolve(match.Groups[1].Value)
        ?? (_variables.TryGetValue(match.Groups[1].Value, out var value)
            ? Fill(value, resolve)
            : throw new InvalidDataException($"{match.Value} is not defined")));

    [GeneratedRegex(@"^###\s*", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+)\s*=\s*(.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Reference();

    /// <summary>A request, with the text after <c>###</c>, its <c># @name</c>, and the status that a comment announces (null: a success).</summary>
    internal sealed record Request(
        string Title,
        string? Name,
        int? Answers,
        string Method,
        string Url,
        IReadOnlyList<(string Name, string Value)> Headers,
        string? Body)
    {
        public static Request Parse(string block)
        {
            var parts = block.Trim().Split("\n\n", 2);
            var lines = parts[0].Split('\n');
            var comments = lines.Where(line => line.StartsWith('#')).ToList();
            var content = lines.Skip(1).Where(line => !line.StartsWith('#')).ToList();
            var request = content[0].Split(' ', 2);
            return new Request(
                lines[0],
                comments.Select(line => Regex.Match(line, @"^# @name (\w+)")).FirstOrDefault(match => match.Success)?.Groups[1].Value,
                comments.Select(line => Regex.Match(line, @"^# Answers (\d+)")).FirstOrDefault(match => match.Success) is { } match
                    ? int.Parse(match.Groups[1].ValueSpan, provider: null)
                    : null,
                request[0],
                request[1],
                [.. content.Skip(1).Select(line => line.Split(": ", 2)).Select(header => (header[0], header[1]))],
                parts.ElementAtOrDefault(1));
        }
    }
}
