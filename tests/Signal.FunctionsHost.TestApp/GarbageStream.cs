using System.Text;
using Grpc.Core;
using Grpc.Net.Client;

namespace Signal.FunctionsHost.TestApp;

/// <summary>Opens the worker's stream correctly and then sends invalid messages.</summary>
internal static class GarbageStream
{
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    private static readonly Method<byte[], byte[]> EventStream =
        new(MethodType.DuplexStreaming, "AzureFunctionsRpcMessages.FunctionRpc", "EventStream", Raw, Raw);

    /// <summary>Sends invalid bytes and stays connected until the host ends the stream; the process keeps running.</summary>
    public static async Task SendAsync(string[] args)
    {
        using var channel = GrpcChannel.ForAddress(args[Array.IndexOf(args, "--functions-uri") + 1]);
        var id = Encoding.UTF8.GetBytes(args[Array.IndexOf(args, "--functions-worker-id") + 1]);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(EventStream, null, default);
        // StreamingMessage.start_stream (20) with StartStream.worker_id (2).
        await call.RequestStream.WriteAsync([0xa2, 0x01, (byte)(id.Length + 2), 0x12, (byte)id.Length, .. id]);
        await call.RequestStream.WriteAsync([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }
}
