using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Contracts.Tokens;
using Signal.Functions.Http;

namespace Signal.Functions.Nodes;

/// <summary>The public keys of the nodes, for other nodes.</summary>
public sealed class NodeKeyFunctions(NodeKeys keys)
{
    /// <summary>The nodes that accept links from other nodes, with their public keys.</summary>
    [Function("GetNodeKeys")]
    [Access(Access.Anonymous)]
    [Operation("Nodes", 200, typeof(NodeKeySet), AnswerHeaders = ["ETag"])]
    [Header("If-None-Match", "An ETag; 304 when the document still has it.")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = NodeKeySet.Path)] HttpRequest request, CallContext context)
    {
        var document = await keys.GetAsync(context.Cancelled);
        var response = context.Request.HttpContext.Response;
        response.Headers.ETag = document.ETag;
        response.Headers.CacheControl = "public, max-age=2";
        return context.Request.Headers.IfNoneMatch.Contains(document.ETag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(document.Json, "application/json; charset=utf-8");
    }
}
