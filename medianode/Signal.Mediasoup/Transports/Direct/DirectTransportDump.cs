using System.Diagnostics.CodeAnalysis;

namespace Signal.Mediasoup;

/// <summary>The internal state of a direct transport.</summary>
public sealed record DirectTransportDump : TransportDump
{
    /// <summary>A dump whose members are all given.</summary>
    public DirectTransportDump()
    {
    }

    [SetsRequiredMembers]
    internal DirectTransportDump(FBS.DirectTransport.DumpResponse dump)
        : base(dump.Base!.Value)
    {
    }
}
