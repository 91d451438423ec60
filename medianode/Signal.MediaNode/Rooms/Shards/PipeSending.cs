using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Shards;

/// <summary>Pauses and resumes the consumers of pipes.</summary>
internal static class PipeSending
{
    /// <summary>
    /// Pauses or resumes a consumer; of several calls, the last one counts. A video that is resumed starts with a key frame, which the worker
    /// requests.
    /// </summary>
    public static async Task SetSendingAsync(this Consumer consumer, bool sending)
    {
        try
        {
            await (sending ? consumer.ResumeAsync() : consumer.PauseAsync());
        }
        catch (MediasoupException)
        {
            // The pipe was closed meanwhile, or its worker has died.
        }
    }
}
