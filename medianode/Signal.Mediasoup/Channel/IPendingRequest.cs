using FBS.Request;
using FBS.Response;

namespace Signal.Mediasoup.Channel;

/// <summary>A request that waits for its answer.</summary>
internal interface IPendingRequest : IThreadPoolWorkItem
{
    Method Method { get; }

    /// <summary>The channel's tick after which the request is overdue; <see cref="int.MaxValue"/> for none.</summary>
    int Deadline { get; set; }

    /// <summary>Takes what it needs out of the answer. Called by the reader, whose buffer is not to be kept.</summary>
    void Read(Response response);

    /// <summary>Notes that the request has failed.</summary>
    void Fail(Exception exception);

    /// <summary>Fails what awaits the request, though its answer may still come.</summary>
    void TimeOut(RequestTimeoutException exception);
}
