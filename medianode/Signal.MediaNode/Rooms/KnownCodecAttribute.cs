using Signal.Hosting.Settings;

namespace Signal.MediaNode.Rooms;

/// <summary>A MIME type of <see cref="CodecList"/>.</summary>
internal sealed class KnownCodecAttribute() : TextRuleAttribute($"one of {string.Join(", ", CodecList.Names)}")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => CodecList.Knows(text);
}
