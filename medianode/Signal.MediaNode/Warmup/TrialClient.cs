using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Signal.MediaNode.Warmup;

/// <summary>
/// A client of a <see cref="TrialNode"/>, over a WebSocket. It reads only while it waits for something, one request at a time, and answers
/// the streams that the node offers meanwhile.
/// </summary>
internal sealed class TrialClient : IInvocationBinder, IAsyncDisposable
{
    private readonly IHubProtocol _protocol;
    private readonly WebSocketStream _stream;
    private readonly PipeReader _input;
    private int _lastId;
    private int _offers;

    private TrialClient(WebSocket socket, IHubProtocol protocol)
    {
        _protocol = protocol;
        var type = protocol.TransferFormat == TransferFormat.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
        _stream = WebSocketStream.Create(socket, type, ownsWebSocket: true);
        _input = PipeReader.Create(_stream);
    }

    /// <summary>Opens a connection.</summary>
    public static async Task<TrialClient> ConnectAsync(Uri hub, string token, IHubProtocol protocol, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        // The environment may name a proxy.
        socket.Options.Proxy = null;
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        try
        {
            await socket.ConnectAsync(hub, cancellationToken);
            var client = new TrialClient(socket, protocol);
            await client.ShakeHandsAsync(cancellationToken);
            return client;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request with a payload, JSON text; returns the answer.</summary>
    /// <exception cref="HubException">The node refused the request.</exception>
    public async Task<JsonElement> AskAsync(string method, string payload, CancellationToken cancellationToken)
    {
        var id = (++_lastId).ToString(CultureInfo.InvariantCulture);
        await SendAsync(new InvocationMessage(id, method, [JsonElement.Parse(payload)]), cancellationToken);
        while (true)
        {
            if (await ReceiveAsync(cancellationToken) is CompletionMessage answer && answer.InvocationId == id)
            {
                return answer.Error is null ? (JsonElement)answer.Result! : throw new HubException($"{method}: {answer.Error}");
            }
        }
    }

    /// <summary>Completes when the node has offered that number of streams in total, and each was accepted.</summary>
    public async Task ReceiveOffersAsync(int count, CancellationToken cancellationToken)
    {
        while (_offers < count)
        {
            await ReceiveAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _input.CompleteAsync();
        await _stream.DisposeAsync();
    }

    /// <inheritdoc/>
    Type IInvocationBinder.GetReturnType(string invocationId) => typeof(JsonElement);

    /// <inheritdoc/>
    IReadOnlyList<Type> IInvocationBinder.GetParameterTypes(string methodName) => [typeof(JsonElement)];

    /// <inheritdoc/>
    Type IInvocationBinder.GetStreamItemType(string streamId) => typeof(JsonElement);

    private async Task ShakeHandsAsync(CancellationToken cancellationToken)
    {
        var request = new ArrayBufferWriter<byte>();
        HandshakeProtocol.WriteRequestMessage(new HandshakeRequestMessage(_protocol.Name, _protocol.Version), request);
        await _stream.WriteAsync(request.WrittenMemory, cancellationToken);
        await ReadAsync(
            (ref ReadOnlySequence<byte> input) => HandshakeProtocol.TryParseResponseMessage(ref input, out var response) ? response : null,
            cancellationToken);
    }

    /// <summary>Returns the next message. An offer was accepted.</summary>
    private async Task<HubMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        var message = await ReadAsync(
            (ref ReadOnlySequence<byte> input) => _protocol.TryParseMessage(ref input, this, out var parsed) ? parsed : null,
            cancellationToken);
        if (message is InvocationMessage { InvocationId: { } offer })
        {
            await SendAsync(CompletionMessage.WithResult(offer, JsonElement.Parse("{}")), cancellationToken);
            _offers++;
        }

        return message;
    }

    private async Task<HubMessage> ReadAsync(Parse parse, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _input.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            var message = parse(ref rest);
            _input.AdvanceTo(rest.Start, message is null ? rest.End : rest.Start);
            if (message is not null)
            {
                return message;
            }

            if (read.IsCompleted)
            {
                throw new HubException("The trial node closed the connection.");
            }
        }
    }

    private async Task SendAsync(HubMessage message, CancellationToken cancellationToken) =>
        await _stream.WriteAsync(_protocol.GetMessageBytes(message), cancellationToken);

    private delegate HubMessage? Parse(ref ReadOnlySequence<byte> input);
}
