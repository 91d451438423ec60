using System.Text.Json;

namespace Signal.Functions.Tests.Hosting;

/// <summary>An HTTP answer, read to its end.</summary>
internal sealed record Answer(int Status, string Body, string? MediaType, string? ETag, string? Location, TimeSpan? RetryAfter, string? CacheControl)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The problem's code.</summary>
    public string? Code => MediaType == "application/problem+json" ? Text("code") : null;

    public string Text(string property) => Json.GetProperty(property).GetString()!;

    public static async Task<Answer> OfAsync(HttpClient http, HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString(),
            response.Headers.RetryAfter?.Delta,
            response.Headers.CacheControl?.ToString());
    }

    /// <summary>Fails unless the answer is a valid problem details document of this kind.</summary>
    public Answer ShouldBeProblem(int status, string code)
    {
        Assert.Equal((status, code), (Status, Code ?? Body));
        Assert.Equal("urn:signal-hybrid:problem:" + code, Text("type"));
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.Equal("no-store", CacheControl);
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
        return this;
    }

    public Answer ShouldBe(int status)
    {
        Assert.True(status == Status, $"expected {status}, got {Status}: {Body}");
        return this;
    }
}
