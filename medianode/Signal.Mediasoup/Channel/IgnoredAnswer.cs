using FBS.Request;
using FBS.Response;

namespace Signal.Mediasoup.Channel;

/// <summary>A request whose answer is ignored.</summary>
internal sealed class IgnoredAnswer(Method method) : IPendingRequest
{
    private volatile bool _answered;

    public Method Method { get; } = method;

    public int Deadline { get; set; } = int.MaxValue;

    /// <summary>Whether the worker has answered.</summary>
    public bool IsAnswered => _answered;

    public void Read(Response response) => _answered = true;

    public void Fail(Exception exception) => _answered = true;

    public void TimeOut(RequestTimeoutException exception)
    {
    }

    public void Execute()
    {
    }
}
