using System.Text.RegularExpressions;
using Signal.Testing;

namespace Signal.Deployment.Tests;

/// <summary>The settings of a program, from its SETTINGS.md, which is generated from its options classes.</summary>
internal static partial class SettingsTable
{
    /// <summary>Whether a variable is a setting of the program or of its framework.</summary>
    public static bool Knows(string program, string variable) =>
        variable is "ASPNETCORE_URLS" or "APPLICATIONINSIGHTS_CONNECTION_STRING"
        || variable.StartsWith("Logging__", StringComparison.Ordinal)
        || Names(program).Contains(Element().Replace(variable, "__0"));

    /// <summary>The default of a setting.</summary>
    public static string DefaultOf(string program, string setting) =>
        Rows(program).Single(row => row.Groups["name"].Value == setting).Groups["default"].Value;

    private static HashSet<string> Names(string program) => Rows(program).Select(row => row.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static MatchCollection Rows(string program) => Row().Matches(File.ReadAllText(Repository.PathOf(program, "SETTINGS.md")));

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (`(?<default>[^`]*)`|–) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"__\d+(?=__|$)")]
    private static partial Regex Element();
}
