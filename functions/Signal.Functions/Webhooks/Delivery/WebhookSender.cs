using System.Globalization;
using System.Net.Http.Headers;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>Posts one event to one webhook.</summary>
internal sealed class WebhookSender(WebhookHttp http, WebhookSecrets secrets, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue CloudEvents = new("application/cloudevents+json", "utf-8");
    private static readonly ProductInfoHeaderValue Agent = new("Signal-Hybrid", "1.0");

    /// <summary>Returns null when the receiver accepted the event (2xx), or else the error.</summary>
    public async Task<string?> SendAsync(WebhookEntity webhook, OutboxItem item, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var timestamp = WebhookSignature.Timestamp(now);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(item.Body) };
        request.Content.Headers.ContentType = CloudEvents;
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Add("Signal-Webhook-Id", webhook.RowKey);
        request.Headers.Add("Signal-Event-Id", item.EventId);
        request.Headers.Add("Signal-Attempt", (item.Attempts + 1).ToString(CultureInfo.InvariantCulture));
        var inForce = secrets.Open(webhook, now);
        request.Headers.Add(StandardSignature.IdHeader, item.EventId);
        request.Headers.Add(StandardSignature.TimestampHeader, timestamp);
        request.Headers.Add(StandardSignature.SignatureHeader, StandardSignature.Compute(inForce, item.EventId, timestamp, item.Body));
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Compute(inForce, timestamp, item.Body));
        try
        {
            using var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            return exception.InnerException is AddressRefusedException refused ? refused.Message : exception.HttpRequestError.ToString();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "Timeout";
        }
    }
}
