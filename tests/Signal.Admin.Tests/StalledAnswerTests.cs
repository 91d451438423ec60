using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Signal.Admin.Tests;

/// <summary>Against a server that stops in the middle of an answer: the timeout of the HTTP client covers the body too.</summary>
public sealed class StalledAnswerTests : IAsyncLifetime
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private WebApplication? _server;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(async context =>
        {
            if (context.Request.Method == "POST")
            {
                await context.Response.WriteAsync(
                    $$"""{"nodeId":"n","url":"{{_server.Urls.First()}}/trace/rooms/r","token":"t","expiresAt":"2100-01-01T00:00:00Z"}""");
                return;
            }

            await context.Response.WriteAsync("""{"items":[""");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await _server.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Of_the_control_plane() => TimesOutAsync(Client().Rooms.ListAsync(cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public Task Of_a_node() => TimesOutAsync(new TraceReader(_http, Client()).ReadAsync("r", cancellationToken: TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _http.Dispose();
    }

    private static async Task TimesOutAsync<T>(IAsyncEnumerable<T> items)
    {
        var error = await Assert.ThrowsAsync<TaskCanceledException>(() => items.FirstAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    private AdminClient Client() => new(_http, new AdminClientOptions { Address = new Uri(_server!.Urls.First()), ServiceId = "s", Key = "k" });
}
