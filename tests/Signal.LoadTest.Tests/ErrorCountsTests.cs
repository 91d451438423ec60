using System.Net;
using Signal.Contracts.Errors;
using Signal.LoadTest.Figures;
using Signal.LoadTest.Peers;

namespace Signal.LoadTest.Tests;

public sealed class ErrorCountsTests
{
    [Fact]
    public void Errors_are_counted_by_step_and_code_most_frequent_first()
    {
        var errors = new ErrorCounts();
        var cause = new IOException("cause");
        errors.Add(new PeerConnectException("first", HttpStatusCode.TooManyRequests, cause));
        errors.Add(new PeerRequestException("join", SignalErrorCode.LimitReached, "The room is full.", cause));
        errors.Add(new PeerConnectException("second", HttpStatusCode.TooManyRequests, cause));
        errors.Add(new PeerConnectException("no answer", null, cause));
        errors.Add(new PeerRequestException("produce", null, "late", new TimeoutException()));
        errors.Add(new PeerRequestException("produce", null, "lost", cause));
        errors.Add(new HttpRequestException("refused"));

        Assert.Equal(7, errors.Total);
        Assert.Equal(
            [("connect 429", 2, "first"), ("connect failed", 1, "no answer"), ("join 3002", 1, "The room is full."), ("produce failed", 1, "lost"),
                ("produce timeout", 1, "late"), ("token failed", 1, "refused")],
            errors.List().Select(error => (error.Kind, error.Count, error.Example)));
    }
}
