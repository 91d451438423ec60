using FBS.Request;
using FBS.Response;

namespace Signal.Mediasoup.Channel;

/// <summary>Stands for a request whose answer nobody waits for.</summary>
internal sealed class IgnoredAnswer(Method method) : IPendingRequest
{
    public Method Method { get; } = method;

    public void Read(Response response)
    {
    }

    public void Fail(Exception exception)
    {
    }

    public void Execute()
    {
    }
}
