using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Signal.Functions.Tests.AdminPage;

/// <summary>Answers requests for traces as a test wants it.</summary>
internal sealed class TraceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _queries = new();

    private TraceServer(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/trace/rooms/{roomId}", context =>
        {
            _queries.Enqueue(context.Request.GetEncodedPathAndQuery() + " " + context.Request.Headers.Authorization.ToString().Split(' ')[0]);
            return answer(context);
        });
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>The requests so far: path, query and authentication scheme.</summary>
    public IReadOnlyCollection<string> Queries => _queries;

    public static async Task<TraceServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var server = new TraceServer(answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
