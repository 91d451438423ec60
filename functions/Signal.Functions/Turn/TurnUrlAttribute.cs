using System.Text.RegularExpressions;
using Signal.Hosting.Settings;

namespace Signal.Functions.Turn;

/// <summary>The URI of a TURN server (RFC 7065).</summary>
public sealed partial class TurnUrlAttribute() : TextRuleAttribute(Expected)
{
    /// <summary>The expected value, for error messages.</summary>
    internal const string Expected = "a TURN URI such as turn:turn.example.org:3478?transport=udp or turns:turn.example.org:443?transport=tcp";

    /// <inheritdoc/>
    public override bool Accepts(string text) => TurnUri().Match(text) is { Success: true } match && Port(match.Groups["port"]) is > 0 and <= ushort.MaxValue;

    private static int Port(Group port) => port.Success ? int.Parse(port.Value, provider: null) : 1;

    [GeneratedRegex(
        @"^turns?:([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:(?<port>[0-9]{1,5}))?(\?transport=(udp|tcp))?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TurnUri();
}
