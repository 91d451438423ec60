using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;

namespace Signal.Functions.Nodes;

/// <summary>The media nodes: <c>/v1/nodes</c>, for the superservice.</summary>
public sealed class NodeFunctions(
    NodeStore nodes, NodeControl control, ContinuationTokens continuations, IOptions<NodesOptions> options)
{
    /// <summary>Lists the nodes with their workers and load.</summary>
    [Function("ListNodes")]
    [Access(Access.Superservice)]
    [Operation("Nodes", 200, typeof(ListPage<Node>))]
    [Paged]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/nodes")] HttpRequest request, CallContext context)
    {
        var paging = Paging.Of(context);
        var page = await nodes.PageAsync(paging.Limit, continuations.Open(paging.Continuation, "nodes"), context.Cancelled);
        return Answers.Json(new ListPage<Node>([.. page.Items.Select(n => Show(context, n))], continuations.Seal(page.Continuation, "nodes")));
    }

    /// <summary>Gets a node.</summary>
    [Function("GetNode")]
    [Access(Access.Superservice)]
    [Operation("Nodes", 200, typeof(Node))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/nodes/{nodeId}")] HttpRequest request,
        CallContext context, string nodeId) =>
        Answers.Json(Show(context, await nodes.FindAsync(nodeId, context.Cancelled) ?? throw Problems.NotFound().AsException()));

    /// <summary>Removes a node that no longer reports. It stays listed until its rooms have ended.</summary>
    [Function("RemoveNode")]
    [Access(Access.Superservice)]
    [Operation("Nodes", 204, Problems = [409])]
    public async Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/nodes/{nodeId}")] HttpRequest request,
        CallContext context, string nodeId)
    {
        await control.RemoveAsync(nodeId, context.Cancelled);
        return Answers.NoContent();
    }

    /// <summary>Drains a node: it accepts no new rooms, and disconnects the remaining peers at the deadline.</summary>
    [Function("DrainNode")]
    [Access(Access.Superservice)]
    [Operation("Nodes", 202, typeof(Accepted), Body = typeof(DrainRequest))]
    public async Task<IResult> Drain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/nodes/{nodeId}/drain")] HttpRequest request,
        CallContext context, string nodeId)
    {
        var body = await context.ReadJsonAsync<DrainRequest>();
        new FieldErrors().Range(body.DeadlineSeconds, 0, 7 * 24 * 3600, "/deadlineSeconds").ThrowIfAny();
        return Answers.Accepted(await control.DrainAsync(nodeId, context.Now.AddSeconds(body.DeadlineSeconds), context.Cancelled));
    }

    /// <summary>Cancels a drain: the node accepts rooms again.</summary>
    [Function("CancelDrain")]
    [Access(Access.Superservice)]
    [Operation("Nodes", 202, typeof(Accepted))]
    public async Task<IResult> CancelDrain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/nodes/{nodeId}/drain")] HttpRequest request,
        CallContext context, string nodeId) =>
        Answers.Accepted(await control.CancelDrainAsync(nodeId, context.Cancelled));

    private Node Show(CallContext context, NodeEntity node) => Node.Of(node, context.Now, options.Value.ReportMaxAge);
}

/// <summary>Drains a node.</summary>
public sealed record DrainRequest
{
    /// <summary>The time until the remaining peers are disconnected, in seconds.</summary>
    public int DeadlineSeconds { get; init; } = 1800;
}
