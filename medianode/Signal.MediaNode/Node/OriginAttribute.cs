using Signal.Hosting.Settings;

namespace Signal.MediaNode.Node;

/// <summary>A web origin (RFC 6454): scheme, host and port alone, or <c>*</c>.</summary>
internal sealed class OriginAttribute() : TextRuleAttribute("'*' or an origin such as https://app.example")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) =>
        text == "*" || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == text);
}
