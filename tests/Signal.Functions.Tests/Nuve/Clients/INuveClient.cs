using System.Text.Json;

namespace Signal.Functions.Tests.Nuve.Clients;

/// <summary>A client of mediasoup-signal's REST API. Some do not support every call.</summary>
internal interface INuveClient : IAsyncDisposable
{
    bool Has(string call);

    Task<NuveAnswer> CallAsync(string id, string key, string call, object args);
}

internal sealed record NuveAnswer(int Status, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public void ShouldBe(int status, string body) => Assert.Equal((status, body), (Status, Body));

    public JsonElement ShouldBeJson()
    {
        Assert.True(Status == 200, $"{Status}: {Body}");
        return Json;
    }
}
