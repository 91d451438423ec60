using Signal.FunctionsHost.Protocol;
using static Signal.FunctionsHost.Protocol.StreamingMessage;

namespace Signal.FunctionsHost.Worker;

/// <summary>The handshake with a worker before it can run functions.</summary>
internal sealed record Handshake(Uri? HttpUri, IReadOnlyList<RpcFunctionMetadata> Functions)
{
    // Workers can use it to detect host features; the protocol messages are from this version.
    private const string HostVersion = "4.1040.0";

    /// <summary>Initialises the worker, loads its functions and waits until it accepts their HTTP requests.</summary>
    /// <exception cref="StartupException">The worker reported a failure.</exception>
    public static async Task<Handshake> RunAsync(
        WorkerChannel channel, string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        await channel.Connected.WaitAsync(cancellationToken);
        var initialised = await channel.AskAsync(
            new() { WorkerInitRequest = new() { HostVersion = HostVersion, WorkerDirectory = folder, FunctionAppDirectory = folder } },
            ContentOneofCase.WorkerInitResponse,
            cancellationToken);
        Check(initialised.WorkerInitResponse.Result, "the worker cannot be initialised");

        var described = await channel.AskAsync(
            new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = folder } },
            ContentOneofCase.FunctionMetadataResponse,
            cancellationToken);
        Check(described.FunctionMetadataResponse.Result, "the worker cannot list its functions");
        if (described.FunctionMetadataResponse.UseDefaultMetadataIndexing)
        {
            throw new StartupException("the worker does not list its functions itself: FunctionsEnableWorkerIndexing must not be false");
        }

        IReadOnlyList<RpcFunctionMetadata> functions = described.FunctionMetadataResponse.FunctionMetadataResults;
        foreach (var function in functions)
        {
            var loaded = await channel.AskAsync(
                new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } },
                ContentOneofCase.FunctionLoadResponse,
                cancellationToken);
            Check(loaded.FunctionLoadResponse.Result, $"function '{function.Name}' cannot be loaded");
        }

        initialised.WorkerInitResponse.Capabilities.TryGetValue("HttpUri", out var address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var httpUri))
        {
            return new Handshake(null, functions);
        }

        await WorkerHttpServer.WaitAsync(httpUri, time, cancellationToken);
        return new Handshake(httpUri, functions);
    }

    private static void Check(StatusResult? result, string sentence)
    {
        if (result?.Status != StatusResult.Types.Status.Success)
        {
            throw new StartupException($"{sentence}: {(result?.Exception?.Message ?? "no reason was given").ReplaceLineEndings(" ")}");
        }
    }
}
