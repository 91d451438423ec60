using System.Collections.Immutable;
using System.Net;

namespace Signal.Mediasoup;

/// <summary>Validates listen infos.</summary>
internal static class ListenInfoValidation
{
    public static void Validate(ImmutableArray<TransportListenInfo> infos, string argument)
    {
        if (infos.IsDefaultOrEmpty)
        {
            throw new ArgumentException("At least one listen info is required.", argument);
        }

        foreach (var info in infos)
        {
            Validate(info, argument);
        }
    }

    public static void Validate(TransportListenInfo? info, string argument)
    {
        ArgumentNullException.ThrowIfNull(info, argument);
        if (!IPAddress.TryParse(info.Ip, out _))
        {
            throw new ArgumentException($"The listen IP '{info.Ip}' is not an IP address.", argument);
        }

        if (!Enum.IsDefined(info.Protocol))
        {
            throw new ArgumentException($"The protocol {info.Protocol} is unknown.", argument);
        }

        if (info.AnnouncedAddress is { Length: 0 })
        {
            throw new ArgumentException("The announced address is empty.", argument);
        }

        if (info.PortRange is { } range && range.Min > range.Max)
        {
            throw new ArgumentException($"The port range {range.Min}-{range.Max} is empty.", argument);
        }
    }
}
