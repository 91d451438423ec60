using System.Collections.Concurrent;
using System.Net;
using Signal.Testing;

namespace Signal.Cli.Tests;

/// <summary>Records the method and path of HTTP requests, and refuses them all.</summary>
internal sealed class RequestRecorder : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private Task _serving = Task.CompletedTask;

    /// <summary>Where it listens.</summary>
    public required Uri Address { get; init; }

    /// <summary>The requests so far, such as <c>GET /v1/rooms</c>.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static RequestRecorder Start()
    {
        var recorder = new RequestRecorder { Address = new Uri($"http://127.0.0.1:{FreePort.Next()}/") };
        recorder._listener.Prefixes.Add(recorder.Address.ToString());
        recorder._listener.Start();
        recorder._serving = recorder.ServeAsync();
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _requests.Enqueue($"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath}");
                context.Response.StatusCode = (int)HttpStatusCode.BadRequest;
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // Closed by the test.
        }
    }
}
