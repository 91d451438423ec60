using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Limits;

/// <summary>Determines the client address: from the configured header, or else the nearest address that is not a trusted proxy.</summary>
internal sealed class CallerAddress(IOptions<RateLimitOptions> options)
{
    private readonly string? _header = options.Value.CallerAddressHeader is { Length: > 0 } header ? header : null;
    private readonly IPNetwork[] _trusted = [.. options.Value.TrustedProxies.Select(Parse)];

    /// <summary>The client address; null when it is unknown.</summary>
    public IPAddress? Of(HttpContext context) => Named(context.Request) ?? Nearest(context);

    /// <summary>
    /// The key of the rate limit: an IPv4 address, or the /64 prefix of an IPv6 address, which belongs to one subscriber.
    /// </summary>
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

    // The proxy appends the last value; earlier ones may come from the caller.
    private IPAddress? Named(HttpRequest request) =>
        _header is not null && request.Headers[_header] is [.., { } last] && TryParse(last.Split(',')[^1].Trim(), out var address) ? Plain(address) : null;

    // The peer's address; while the addresses from the right are trusted proxies, the address that they forwarded for.
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

    /// <summary>Removes the port, which some proxies append to the address.</summary>
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
