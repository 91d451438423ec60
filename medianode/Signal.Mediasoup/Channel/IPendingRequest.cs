using FBS.Request;
using FBS.Response;

namespace Signal.Mediasoup.Channel;

/// <summary>A request that waits for its answer.</summary>
internal interface IPendingRequest : IThreadPoolWorkItem
{
    Method Method { get; }

    /// <summary>The channel's tick after which the request is overdue; <see cref="int.MaxValue"/> for none.</summary>
    int Deadline { get; set; }

    /// <summary>Decodes the answer. Called by the reader; must not keep a reference to its buffer.</summary>
    void Read(Response response);

    /// <summary>Marks the request as failed.</summary>
    void Fail(Exception exception);

    /// <summary>Fails the task of the request, although its answer may still arrive.</summary>
    void TimeOut(RequestTimeoutException exception);
}
