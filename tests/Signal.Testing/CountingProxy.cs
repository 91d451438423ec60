using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Signal.Testing;

/// <summary>A proxy between the app and the table service that counts requests: a transaction of many writes is one.</summary>
public sealed class CountingProxy : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Host", "Connection", "Transfer-Encoding", "Keep-Alive"];
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private readonly AzuriteFixture _tables;
    private readonly Action<string>? _written;
    private WebApplication? _server;

    private CountingProxy(AzuriteFixture tables, Action<string>? written) => (_tables, _written) = (tables, written);

    /// <summary>The connection string of the tables behind this proxy.</summary>
    public string ConnectionString => _tables.ConnectionString.Replace(
        $"127.0.0.1:{_tables.Port}", new Uri(_server!.Urls.First()).Authority, StringComparison.Ordinal);

    /// <summary>The requests so far: method and path without the account.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The number of requests.</summary>
    public int Count => _requests.Count;

    /// <summary>Called with the body of each write before it is forwarded, which waits for it; an exception fails the write.</summary>
    public Func<string, Task>? BeforeWrite { get; set; }

    /// <summary>Starts the proxy.</summary>
    /// <param name="tables">The table service.</param>
    /// <param name="written">Called with the body of each successful write, after its answer.</param>
    public static async Task<CountingProxy> StartAsync(AzuriteFixture tables, Action<string>? written = null)
    {
        var proxy = new CountingProxy(tables, written);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        proxy._server = builder.Build();
        proxy._server.Run(proxy.ForwardAsync);
        await proxy._server.StartAsync();
        return proxy;
    }

    /// <summary>Counts from zero again.</summary>
    public void Clear() => _requests.Clear();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        // Forwarded unchanged, since the signature covers the encoded path.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        _requests.Enqueue($"{context.Request.Method} {target.Split('/', 3)[2]}");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var isWrite = context.Request.Method != HttpMethod.Get.Method;
        if (isWrite && BeforeWrite is { } beforeWrite)
        {
            await beforeWrite(TextOf(body));
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"http://127.0.0.1:{_tables.Port}{target}")
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var (name, value) in context.Request.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            _ = request.Headers.TryAddWithoutValidation(name, value.AsEnumerable())
                || request.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
        }

        using var response = await _client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        var headers = response.Headers.Concat(response.Content.Headers);
        foreach (var (name, values) in headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (_written is not null && response.IsSuccessStatusCode && isWrite)
        {
            _written(TextOf(body));
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static string TextOf(MemoryStream body) => System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
}
