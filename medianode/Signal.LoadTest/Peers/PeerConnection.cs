using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessagePack;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Errors;

namespace Signal.LoadTest.Peers;

/// <summary>A connection of one client to the hub of a node: the SignalR client over a WebSocket, with the timeouts of the browser SDK.</summary>
public sealed class PeerConnection : IAsyncDisposable
{
    /// <summary>How long to wait for the node when nothing else is said.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);
    private static readonly string[] Offers = ["newConsumer", "newDataConsumer"];

    private static readonly string[] Events =
    [
        "welcome", "newPeer", "peerClosed", "peerUpdated", "producerScore", "producerPaused", "producerClosed", "consumerScore", "consumerClosed",
        "consumerPaused", "consumerResumed", "consumerLayersChanged", "dataConsumerClosed", "activeSpeaker", "downlinkBwe", "grantsChanged",
        "roomUpdated", "roomData", "muteRequested", "kicked", "roomClosed", "mediaReset", "nodeDraining", "migrate",
    ];

    private readonly HubConnection _hub;
    private readonly TimeProvider _time;
    private volatile ClientWebSocket? _socket;

    /// <summary>Creates a connection that is not open yet.</summary>
    /// <param name="options">The address, the token and the handlers.</param>
    /// <param name="time">The clock; null: <see cref="TimeProvider.System"/>.</param>
    public PeerConnection(PeerConnectionOptions options, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _hub = Build(options);
        _hub.Closed += error =>
        {
            options.OnClosed?.Invoke(error);
            return Task.CompletedTask;
        };
        foreach (var name in Events)
        {
            _hub.On<JsonElement>(name, data => options.OnEvent(name, data));
        }

        foreach (var name in Offers)
        {
            _hub.On<JsonElement, object>(name, data =>
            {
                options.OnOffer(name, data);
                return Task.FromResult<object>(new JsonObject());
            });
        }
    }

    /// <summary>Whether the connection is open.</summary>
    public bool IsOpen => _hub.State == HubConnectionState.Connected;

    /// <summary>Opens the connection. The node's first event is <c>welcome</c>, unless the token resumes a session.</summary>
    /// <exception cref="PeerConnectException">The node refused the connection or did not answer in time.</exception>
    public async Task OpenAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            await _hub.StartAsync(deadline.Token).WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PeerConnectException("The node did not accept the connection in time.", null, error);
        }
        catch (Exception error) when (error is HttpRequestException or WebSocketException or IOException or InvalidOperationException or HubException)
        {
            throw new PeerConnectException(error.Message, StatusOf(error), error);
        }
    }

    /// <summary>Sends a request; returns the answer.</summary>
    /// <exception cref="PeerRequestException">The node refused it, did not answer in time, or the connection was lost.</exception>
    public async Task<JsonElement> AskAsync(string method, object payload, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _hub.InvokeAsync<JsonElement>(method, payload, cancellationToken).WaitAsync(timeout, _time, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error
            is HubException or TimeoutException or OperationCanceledException or InvalidOperationException or WebSocketException or IOException)
        {
            throw new PeerRequestException(method, CodeOf(error), error.Message, error);
        }
    }

    /// <summary>Cuts the connection without a close message, as a network failure does.</summary>
    public void Cut() => _socket?.Abort();

    /// <summary>Closes the connection, which the node treats as leaving.</summary>
    public async ValueTask DisposeAsync()
    {
        var closing = _hub.DisposeAsync().AsTask();
        await closing.WaitAsync(CloseTimeout, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!closing.IsCompleted)
        {
            Cut();
        }
    }

    private HubConnection Build(PeerConnectionOptions options)
    {
        var builder = new HubConnectionBuilder()
            .WithUrl(options.Url, HttpTransportType.WebSockets, http =>
            {
                http.SkipNegotiation = !options.Negotiates;
                http.AccessTokenProvider = () => Task.FromResult<string?>(options.Token);
                http.WebSocketFactory = async (context, cancellationToken) => await ConnectAsync(context, options.Token, cancellationToken);
            })
            .WithServerTimeout(TimeSpan.FromSeconds(22))
            .WithKeepAliveInterval(TimeSpan.FromSeconds(10));
        if (options.Encoding == PeerEncoding.MessagePack)
        {
            builder.AddMessagePackProtocol(pack => pack.SerializerOptions = MessagePackSerializerOptions.Standard.WithResolver(JsonResolver.Instance));
        }
        else
        {
            // The names of the payloads are those of the wire, such as OS and MIS.
            builder.AddJsonProtocol(json => json.PayloadSerializerOptions.PropertyNamingPolicy = null);
        }

        return builder.Build();
    }

    private async ValueTask<WebSocket> ConnectAsync(WebSocketConnectionContext context, string token, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(context.Uri, cancellationToken);
            return _socket = socket;
        }
        catch (WebSocketException error) when (socket.HttpStatusCode is not default(HttpStatusCode))
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw new HttpRequestException($"The node refused the connection with status {(int)status}.", error, status);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HttpStatusCode? StatusOf(Exception error) =>
        (error as HttpRequestException ?? error.InnerException as HttpRequestException)?.StatusCode;

    /// <summary>The code in the message of a hub error, which ends with <c>{"errcode":2004,"errmsg":"…"}</c>.</summary>
    private static SignalErrorCode? CodeOf(Exception error)
    {
        var start = error is HubException ? error.Message.IndexOf('{', StringComparison.Ordinal) : -1;
        if (start < 0)
        {
            return null;
        }

        try
        {
            using var body = JsonDocument.Parse(error.Message[start..]);
            return body.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt32(out var number) ? (SignalErrorCode)number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
