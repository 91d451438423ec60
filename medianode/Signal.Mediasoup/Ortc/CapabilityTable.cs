using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>
/// Capabilities prepared for negotiation: validated once, with codec identities, and header extensions by id. Cached with the capabilities
/// from which it was created, so that a router, or a client that consumes many producers, computes it once.
/// </summary>
internal sealed class CapabilityTable
{
    // The ids of routers are below it.
    private const int MaskBits = 64;
    private readonly ImmutableArray<RtpCodecCapability> _codecs;
    private readonly ImmutableArray<RtpHeaderExtension> _extensions;
    private readonly ulong[] _extensionIds = new ulong[RtpHeaderExtensionUri.KnownCount];

    public CapabilityTable(RtpCapabilities capabilities)
    {
        _codecs = capabilities.Codecs;
        _extensions = capabilities.HeaderExtensions;
        Codecs = new CapabilityCodec[_codecs.Length];
        for (var i = 0; i < _codecs.Length; i++)
        {
            Codecs[i] = new CapabilityCodec(_codecs[i]);
        }

        foreach (var extension in _extensions)
        {
            if (extension.Uri.IsKnown && extension.PreferredId < MaskBits)
            {
                _extensionIds[extension.Uri.Code] |= 1UL << extension.PreferredId;
            }
        }
    }

    public CapabilityCodec[] Codecs { get; }

    public ImmutableArray<RtpHeaderExtension> Extensions => _extensions;

    /// <summary>Whether this table was created from these capabilities.</summary>
    public bool IsOf(RtpCapabilities capabilities) => _codecs == capabilities.Codecs && _extensions == capabilities.HeaderExtensions;

    /// <summary>Returns the first matching codec, or <see langword="null"/>.</summary>
    public CapabilityCodec? Find(CodecIdentity codec)
    {
        foreach (var candidate in Codecs)
        {
            if (candidate.Identity.Matches(codec))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Returns the RTX codec for the codec with that payload type, or <see langword="null"/>.</summary>
    public CapabilityCodec? FindRtx(int payloadType)
    {
        foreach (var candidate in Codecs)
        {
            if (candidate.Identity.IsRtx && candidate.Capability.Parameters["apt"] == payloadType)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Whether the capabilities contain a router's extension with the same id.</summary>
    public bool Has(RtpHeaderExtensionParameters extension) => (_extensionIds[extension.Uri.Code] & (1UL << extension.Id)) != 0;
}
