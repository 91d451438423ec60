using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Limits;

/// <summary>Who calls: the address in the header that is named for it, else the nearest one that is not one of our own proxies.</summary>
internal sealed class CallerAddress(IOptions<RateLimitOptions> options)
{
    private readonly string? _header = options.Value.CallerAddressHeader is { Length: > 0 } header ? header : null;
    private readonly IPNetwork[] _trusted = [.. options.Value.TrustedProxies.Select(Parse)];

    /// <summary>The caller's address; null when it is not known.</summary>
    public IPAddress? Of(HttpContext context) => Named(context.Request) ?? Nearest(context);

    /// <summary>The key to count by: an IPv4 address, or the /64 of an IPv6 address, which is one subscriber's.</summary>
    public string KeyOf(HttpContext context)
    {
        var address = Of(context);
        return address switch
        {
            null => "unknown",
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
            _ => address.ToString(),
        };
    }

    // The last value is the proxy's own; what stands before it may be the caller's.
    private IPAddress? Named(HttpRequest request) =>
        _header is not null && request.Headers[_header] is [.., { } last] && TryParse(last.Split(',')[^1].Trim(), out var address) ? Plain(address) : null;

    // The peer's address, or, as long as the addresses from the right are trusted proxies, that which they forwarded for.
    private IPAddress? Nearest(HttpContext context)
    {
        var address = Plain(context.Connection.RemoteIpAddress);
        var forwarded = context.Request.Headers["X-Forwarded-For"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).ToArray();
        for (var i = forwarded.Length - 1; i >= 0 && address is not null && IsTrusted(address); i--)
        {
            if (!TryParse(forwarded[i], out var next))
            {
                break;
            }

            address = Plain(next);
        }

        return address;
    }

    private bool IsTrusted(IPAddress address) => _trusted.Any(network => network.Contains(address));

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    /// <summary>Some proxies write the port behind the address.</summary>
    private static bool TryParse(string text, out IPAddress address)
    {
        if (IPAddress.TryParse(text, out address!))
        {
            return true;
        }

        var found = IPEndPoint.TryParse(text, out var endpoint);
        address = endpoint?.Address ?? IPAddress.None;
        return found;
    }

    private static IPNetwork Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        var address = IPAddress.Parse(text);
        return new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }
}
