using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Signal.FunctionsHost.Settings;

/// <summary>Attribute values may name settings: <c>%Name%</c> stands for the value of the setting.</summary>
internal static partial class SettingReference
{
    /// <summary>The value with every <c>%Name%</c> replaced.</summary>
    /// <exception cref="StartupException">There is no such setting.</exception>
    public static string Resolve(string value, string function, IConfiguration configuration) =>
        Reference().Replace(value, match => configuration[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new StartupException($"function '{function}' needs the setting '{match.Groups[1].Value}', which is missing"));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
