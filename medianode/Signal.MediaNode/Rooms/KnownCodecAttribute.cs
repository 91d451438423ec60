using Signal.Hosting.Settings;

namespace Signal.MediaNode.Rooms;

/// <summary>Validates a MIME type of <see cref="CodecList"/>, with or without parameters.</summary>
internal sealed class KnownCodecAttribute()
    : TextRuleAttribute($"one of {string.Join(", ", CodecList.Names)}, with parameters such as ;profile-id=2 or without")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) => CodecList.Knows(text);
}
