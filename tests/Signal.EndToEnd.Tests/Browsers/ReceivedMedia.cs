using System.Text.Json;

namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>The media that a participant's page receives, whatever the browser.</summary>
/// <param name="name">The participant, for messages.</param>
/// <param name="evaluate">Evaluates a JavaScript expression in the page, waits for its promise and returns its text.</param>
internal sealed class ReceivedMedia(string name, Func<string, Task<string>> evaluate)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);

    /// <summary>What has been received so far.</summary>
    public async Task<MediaSnapshot> ReadAsync() =>
        JsonSerializer.Deserialize<MediaSnapshot>(await evaluate($"({PeerConnections.Read})()"), JsonSerializerOptions.Web)!;

    /// <summary>Waits until each of <paramref name="videos"/> videos has new frames and each of <paramref name="audios"/> audio streams is audible.</summary>
    public Task FlowsAsync(int videos, int audios) => WatchAsync(
        $"{videos} moving pictures and {audios} sounds",
        (before, now) => now.Pictures(before).Count(frames => frames > 10) == videos && now.Sounds(before).Count(energy => energy > 0.0001) == audios);

    /// <summary>Waits until the media received since the call satisfy <paramref name="condition"/>: (then, now).</summary>
    public async Task WatchAsync(string what, Func<MediaSnapshot, MediaSnapshot, bool> condition)
    {
        var before = await ReadAsync();
        var now = before;
        try
        {
            await Polling.HoldsAsync(
                async () => condition(before, now = await ReadAsync()),
                () => $"{name} does not receive {what}: {string.Join(", ", now.Inbound.Select(t => t.ToString()))}",
                WaitTimeout);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{timeout.Message}; its room: {await RoomAsync()}", timeout);
        }
    }

    private async Task<string> RoomAsync()
    {
        try
        {
            return await evaluate($"({RoomReport.Read})()");
        }
        catch (TimeoutException)
        {
            return "the page does not answer";
        }
    }
}
