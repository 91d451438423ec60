using System.Net;
using Signal.Hosting.Startup;

namespace Signal.MediaNode.Workers;

/// <summary>
/// Determines the address that is announced to clients: the configured one, or the machine's public address as reported by its cloud.
/// </summary>
internal sealed class PublicAddress(MediasoupOptions options)
{
    /// <summary>Ask Azure (https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service).</summary>
    public const string Azure = "azure";

    /// <summary>Ask AWS (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html, version 2).</summary>
    public const string Aws = "aws";

    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Returns the address or host name; null: the address that workers bind is announced.</summary>
    /// <exception cref="StartupException">The cloud does not report an address.</exception>
    public async Task<string?> FindAsync(CancellationToken cancellationToken) => options.AnnouncedAddress switch
    {
        Azure => await AskAsync(AskAzureAsync, cancellationToken),
        Aws => await AskAsync(AskAwsAsync, cancellationToken),
        { } given when !string.IsNullOrWhiteSpace(given) => given,
        _ => null,
    };

    private static async Task<string> AskAzureAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var address = await ReadAsync(
            http, HttpMethod.Get, "/metadata/instance/network/interface/0/ipv4/ipAddress/0/publicIpAddress?api-version=2021-02-01&format=text",
            ("Metadata", "true"), cancellationToken);
        return address.Length > 0 ? address : await AskAzureForStandardAddressAsync(http, cancellationToken);
    }

    // Addresses of the Standard tier are only available here
    // (https://learn.microsoft.com/azure/load-balancer/instance-metadata-service-load-balancer).
    private static async Task<string> AskAzureForStandardAddressAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metadata/loadbalancer?api-version=2020-10-01&format=json")
        {
            Headers = { { "Metadata", "true" } },
        };
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return "";
        }

        var answer = await response.Content.ReadFromJsonAsync<LoadBalancerMetadata>(cancellationToken);
        var addresses = answer?.LoadBalancer?.PublicIpAddresses?.Select(address => address.FrontendIpAddress);
        return addresses?.FirstOrDefault(address => !string.IsNullOrEmpty(address)) ?? "";
    }

    private static async Task<string> AskAwsAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var token = await ReadAsync(http, HttpMethod.Put, "/latest/api/token", ("X-aws-ec2-metadata-token-ttl-seconds", "60"), cancellationToken);
        return await ReadAsync(http, HttpMethod.Get, "/latest/meta-data/public-ipv4", ("X-aws-ec2-metadata-token", token), cancellationToken);
    }

    private static async Task<string> ReadAsync(
        HttpClient http, HttpMethod method, string path, (string Name, string Value) header, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { header.Name, header.Value } } };
        using var response = await http.SendAsync(request, cancellationToken);
        return (await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken)).Trim();
    }

    private async Task<string> AskAsync(Func<HttpClient, CancellationToken, Task<string>> ask, CancellationToken cancellationToken)
    {
        var cloud = options.AnnouncedAddress;
        // Metadata services answer only direct requests of the machine, never a proxy.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(options.MetadataUrl), Timeout = MetadataTimeout };
        string answer;
        try
        {
            answer = await ask(http, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new StartupException(
                $"Mediasoup__AnnouncedAddress is '{cloud}', but its metadata service did not answer ({error.Message}); "
                + "set the public address explicitly",
                error);
        }

        return IPAddress.TryParse(answer, out _)
            ? answer
            : throw new StartupException(
                $"Mediasoup__AnnouncedAddress is '{cloud}', but the machine has no public address; set an address that clients can reach");
    }

    private sealed record LoadBalancerMetadata(LoadBalancerAddresses? LoadBalancer);

    private sealed record LoadBalancerAddresses(IReadOnlyList<InstanceAddress>? PublicIpAddresses);

    private sealed record InstanceAddress(string? FrontendIpAddress);
}
