using System.Text.Json.Nodes;
using CsCheck;

namespace Signal.Mediasoup.Tests.Ortc.Generated;

/// <summary>The npm package and this library negotiate the same inputs; the results must be equal.</summary>
public sealed class DifferentialTests(Oracle oracle) : IClassFixture<Oracle>
{
    [Fact]
    public void Both_libraries_negotiate_alike()
    {
        var reached = new Dictionary<string, int>();
        Offers.Negotiation.Sample(
            input =>
            {
                var theirs = oracle.Ask("negotiate", input);
                var ours = OurNegotiation.Negotiate(input);
                AssertAlike(input, theirs, ours);
                foreach (var (step, outcome) in ours)
                {
                    var name = outcome!["error"] is null ? step : $"{step} refused";
                    reached[name] = reached.GetValueOrDefault(name) + 1;
                }
            },
            iter: 1000,
            threads: 1);

        // The inputs are useful only if they reach every step, accepted and refused.
        Assert.All(
            (string[])["router", "router refused", "producer", "producer refused", "consumer", "consumer refused", "pipedConsumer", "pipeConsumer"],
            step => Assert.True(reached.GetValueOrDefault(step) >= 50, $"{step} was reached {reached.GetValueOrDefault(step)} times"));
    }

    private static void AssertAlike(JsonObject input, JsonNode theirs, JsonNode ours)
    {
        var (expected, actual) = (Normal.Form(theirs), Normal.Form(ours));
        if (!JsonNode.DeepEquals(expected, actual))
        {
            Assert.Fail($"Input: {input.ToJsonString()}\nnpm:  {theirs.ToJsonString()}\nours: {ours.ToJsonString()}");
        }
    }
}
