using System.Globalization;
using System.Text.RegularExpressions;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>What a node exports at <c>/metrics</c> (the text format of Prometheus).</summary>
internal sealed partial class Scrape
{
    private readonly ILookup<string, (string Labels, double Value)> _samples;

    private Scrape(string text) => _samples = Sample().Matches(text).ToLookup(
        match => match.Groups["name"].Value,
        match => (match.Groups["labels"].Value, double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)));

    /// <summary>The names of the samples: a histogram has those that end with <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</summary>
    public IEnumerable<string> Names => _samples.Select(group => group.Key);

    /// <summary>Reads the metrics of a node.</summary>
    public static async Task<Scrape> ReadAsync(NodeHost node)
    {
        using var http = new HttpClient();
        return new Scrape(await http.GetStringAsync(new Uri(node.Url, "/metrics"), TestContext.Current.CancellationToken));
    }

    /// <summary>The value of the only sample of that name with these labels, each written as <c>kind="audio"</c>.</summary>
    public double Value(string name, params string[] labels) =>
        Assert.Single(_samples[name], sample => labels.All(label => sample.Labels.Contains(label, StringComparison.Ordinal))).Value;

    /// <summary>The values of a label.</summary>
    public IReadOnlySet<string> LabelValues(string name, string label) => _samples[name]
        .Select(sample => Regex.Match(sample.Labels, $"(?:^|,){label}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value).ToHashSet();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>[^}]*)\})? (?<value>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
