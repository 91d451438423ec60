using System.Diagnostics.CodeAnalysis;

namespace Signal.Mediasoup;

/// <summary>The internal state of a direct transport.</summary>
public sealed record DirectTransportDump : TransportDump
{
    /// <summary>Creates an instance. All required members must be set.</summary>
    public DirectTransportDump()
    {
    }

    [SetsRequiredMembers]
    internal DirectTransportDump(FBS.DirectTransport.DumpResponse dump)
        : base(dump.Base!.Value)
    {
    }
}
