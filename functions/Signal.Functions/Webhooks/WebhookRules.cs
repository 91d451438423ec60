using System.Net;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Signal.Functions.Webhooks.Delivery;

namespace Signal.Functions.Webhooks;

/// <summary>The validation rules of webhooks.</summary>
internal sealed class WebhookRules(PublicAddresses addresses, IOptions<WebhookOptions> options)
{
    private const int MaxUrlLength = 1024;
    private const int MaxDescriptionLength = 256;

    /// <exception cref="ProblemException">400.</exception>
    public void Validate(WebhookSpec spec) => new FieldErrors()
        .Require(
            IsUrl(spec.Url),
            "/url",
            $"An absolute {(options.Value.AllowHttp ? "http or https" : "https")} URL of a public host, "
            + $"at most {MaxUrlLength} characters, without user information and fragment.")
        .Require(
            spec.Events is null || (spec.Events.Count > 0 && spec.Events.All(WebhookEventTypes.All.Contains)),
            "/events",
            "One or more of: " + string.Join(", ", WebhookEventTypes.All) + ".")
        .MaxLength(spec.Description, MaxDescriptionLength, "/description")
        .ThrowIfAny();

    /// <summary>A literal address is checked here; host names are checked with each connection.</summary>
    private bool IsUrl(string text) =>
        text is { Length: <= MaxUrlLength }
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (options.Value.AllowHttp && url.Scheme == Uri.UriSchemeHttp))
        && url is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        && (!IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) || addresses.Allows(address));
}
