using System.Text.Json;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>Converts mediasoup's statistics to the JSON array that clients expect.</summary>
internal static class Stats
{
    public static JsonElement Of<T>(IEnumerable<T> stats) => JsonSerializer.SerializeToElement(stats.Select(stat => (object)stat!), HubJson.Options);

    public static JsonElement Of<T>(T stat)
        where T : class => JsonSerializer.SerializeToElement(new object[] { stat }, HubJson.Options);
}
