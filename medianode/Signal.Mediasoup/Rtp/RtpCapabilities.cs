using System.Collections.Immutable;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup;

/// <summary>The codecs and header extensions that a router or an endpoint can receive.</summary>
public sealed record RtpCapabilities
{
    private CapabilityTable? _table;

    /// <summary>Media and RTX codecs, the preferred ones first.</summary>
    public ImmutableArray<RtpCodecCapability> Codecs { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>RTP header extensions.</summary>
    public ImmutableArray<RtpHeaderExtension> HeaderExtensions { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <inheritdoc/>
    public bool Equals(RtpCapabilities? other) =>
        other is not null
        && Codecs.AsSpan().SequenceEqual(other.Codecs.AsSpan())
        && HeaderExtensions.AsSpan().SequenceEqual(other.HeaderExtensions.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Codecs.Length, HeaderExtensions.Length, Codecs.FirstOrDefault());

    /// <summary>These capabilities made ready for negotiation, once.</summary>
    /// <exception cref="ArgumentException">Something in them is wrong.</exception>
    internal CapabilityTable Prepare(string argument)
    {
        var table = _table;

        // A copy made by "with" brings the original's table along, which is of no use if the copy differs.
        if (table is null || !table.IsOf(this))
        {
            RtpValidation.Validate(this, argument);
            _table = table = new CapabilityTable(this);
        }

        return table;
    }
}
