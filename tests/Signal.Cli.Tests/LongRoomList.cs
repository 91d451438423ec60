using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Signal.Testing;

namespace Signal.Cli.Tests;

/// <summary>Answers requests for rooms with pages of a long list.</summary>
internal sealed class LongRoomList : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private Task _serving = Task.CompletedTask;

    public required Uri Address { get; init; }

    /// <summary>The number of pages; a request for the one after the last is answered with status 500 if <see cref="Breaks"/>.</summary>
    public required int Pages { get; init; }

    public bool Breaks { get; init; }

    /// <summary>Called with the number of a page before it is sent.</summary>
    public Action<int> OnPage { get; init; } = _ => { };

    public static Uri NewAddress() => new($"http://127.0.0.1:{FreePort.Next()}/");

    public LongRoomList Start()
    {
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _serving = ServeAsync();
        return this;
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
                var query = context.Request.QueryString;
                var page = int.Parse(query["continuation"] ?? "1", CultureInfo.InvariantCulture);
                OnPage(page);
                if (page > Pages)
                {
                    context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
                    context.Response.Close();
                    continue;
                }

                var size = int.Parse(query["limit"]!, CultureInfo.InvariantCulture);
                var isLast = page == Pages && !Breaks;
                context.Response.Close(Page(page, size, isLast), willBlock: false);
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // Closed by the test, or the client is gone.
        }
    }

    private static byte[] Page(int page, int size, bool isLast)
    {
        var items = Enumerable.Range(0, size).Select(number => new
        {
            id = $"{page:x12}{number:x12}", name = $"room {number}", live = false, createdAt = DateTimeOffset.UnixEpoch, updatedAt = DateTimeOffset.UnixEpoch,
        });
        return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(isLast ? (object)new { items } : new { items, continuation = $"{page + 1}" }));
    }
}
