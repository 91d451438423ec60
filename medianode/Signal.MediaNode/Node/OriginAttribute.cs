using Signal.Hosting.Settings;

namespace Signal.MediaNode.Node;

/// <summary>A web origin (RFC 6454): scheme, host and port only, or <c>*</c>.</summary>
internal sealed class OriginAttribute() : TextRuleAttribute("'*' or an origin such as https://app.example")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) =>
        text == WebOrigin.Any || WebOrigin.TryNormalize(text) is not null;
}
