using System.Net;

namespace Signal.Mediasoup;

/// <summary>Validates the address of an endpoint.</summary>
internal static class EndpointValidation
{
    public static void Validate(string? ip, string argument)
    {
        if (ip is not null && !IPAddress.TryParse(ip, out _))
        {
            throw new ArgumentException($"'{ip}' is not an IP address.", argument);
        }
    }
}
