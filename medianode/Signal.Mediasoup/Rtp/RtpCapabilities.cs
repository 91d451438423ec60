using System.Collections.Immutable;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup;

/// <summary>The RTP capabilities of a router or an endpoint: the codecs and header extensions that it can receive.</summary>
public sealed record RtpCapabilities
{
    private CapabilityTable? _table;

    /// <summary>Media and RTX codecs, in order of preference.</summary>
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

    /// <summary>Returns these capabilities prepared for negotiation; computed once.</summary>
    /// <exception cref="ArgumentException">The capabilities are invalid.</exception>
    internal CapabilityTable Prepare(string argument)
    {
        var table = _table;

        // A copy made by "with" also copies the original's table, which does not match if the copy differs.
        if (table is null || !table.IsOf(this))
        {
            RtpValidation.Validate(this, argument);
            _table = table = new CapabilityTable(this);
        }

        return table;
    }
}
