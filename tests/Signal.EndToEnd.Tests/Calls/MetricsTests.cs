using System.Text.RegularExpressions;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>A real call shows in the metrics of its node.</summary>
public sealed partial class MetricsTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);

    // Of the metrics that need media and a client that reports on it.
    private static readonly string[] Expected =
    [
        "signal_peer_time_to_first_media_seconds_count audio", "signal_peer_time_to_first_media_seconds_count video",
        "signal_rtp_io_bytes_total inbound audio", "signal_rtp_io_bytes_total inbound video",
        "signal_rtp_io_bytes_total outbound audio", "signal_rtp_io_bytes_total outbound video",
        "signal_rtp_round_trip_time_seconds_count outbound audio", "signal_rtp_round_trip_time_seconds_count outbound video",
        "signal_rtp_jitter_seconds_count inbound audio", "signal_rtp_jitter_seconds_count outbound video",
    ];

    [Fact]
    public async Task Media_of_a_call_are_measured_by_direction_and_kind()
    {
        var (ada, grace) = await CallAsync("measured");
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        var node = await ada.Page.ReadAsync<string>("window.signalRoom.nodeId");
        using var http = new HttpClient();

        HashSet<string> measured = [];
        await Polling.HoldsAsync(
            async () =>
            {
                var text = await http.GetStringAsync($"{Stack.Nodes[node]}/metrics", TestContext.Current.CancellationToken);
                measured = [.. Measured().Matches(text).Select(NameAndTags)];
                return measured.IsSupersetOf(Expected);
            },
            () => $"not measured: {string.Join(", ", Expected.Except(measured))}",
            WaitTimeout);
    }

    private static string NameAndTags(Match sample) =>
        string.Join(' ', [sample.Groups["name"].Value, .. sample.Groups["tag"].Captures.Select(tag => tag.Value)]);

    // Samples above zero, with the values of the labels direction and kind.
    [GeneratedRegex(
        @"^(?<name>signal_(rtp|peer)_\w+)\{[^}]*?(,(direction|kind)=""(?<tag>\w+)"")+\} 0*\.?0*[1-9]", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Measured();
}
