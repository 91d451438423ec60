using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>The media nodes: <c>/v1/nodes</c>, for the superservice.</summary>
public sealed class NodeFunctions(
    ApiEndpoint endpoint, NodeStore nodes, NodeControl control, ContinuationTokens continuations, IOptions<NodesOptions> options)
{
    /// <summary>Lists the nodes with their workers and load.</summary>
    [Function("ListNodes")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/nodes")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Superservice, ListAsync, cancellationToken);

    /// <summary>Shows a node.</summary>
    [Function("GetNode")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/nodes/{nodeId}")] HttpRequest request,
        string nodeId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Superservice, context => GetAsync(context, nodeId), cancellationToken);

    /// <summary>Removes a node that no longer reports.</summary>
    [Function("RemoveNode")]
    public Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/nodes/{nodeId}")] HttpRequest request,
        string nodeId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Superservice, context => RemoveAsync(context, nodeId), cancellationToken);

    /// <summary>Drains a node: it takes no new rooms, and cuts what is left at the deadline.</summary>
    [Function("DrainNode")]
    public Task<IResult> Drain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/nodes/{nodeId}/drain")] HttpRequest request,
        string nodeId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Superservice, context => DrainAsync(context, nodeId), cancellationToken);

    /// <summary>Ends a drain: the node serves again.</summary>
    [Function("CancelDrain")]
    public Task<IResult> CancelDrain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/nodes/{nodeId}/drain")] HttpRequest request,
        string nodeId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Superservice, context => CancelDrainAsync(context, nodeId), cancellationToken);

    private async Task<IResult> ListAsync(CallContext context)
    {
        var paging = Paging.Of(context);
        var page = await nodes.PageAsync(paging.Limit, continuations.Open(paging.Continuation, "nodes"), context.Cancelled);
        return Answers.Json(new ListPage<Node>([.. page.Items.Select(n => Show(context, n))], continuations.Seal(page.Continuation, "nodes")));
    }

    private async Task<IResult> GetAsync(CallContext context, string nodeId) =>
        Answers.Json(Show(context, await nodes.FindAsync(nodeId, context.Cancelled) ?? throw Problems.NotFound().AsException()));

    private async Task<IResult> RemoveAsync(CallContext context, string nodeId)
    {
        await control.RemoveAsync(nodeId, context.Cancelled);
        return Answers.NoContent();
    }

    private async Task<IResult> DrainAsync(CallContext context, string nodeId)
    {
        var request = await context.ReadJsonAsync<DrainRequest>();
        new FieldErrors().Range(request.DeadlineSeconds, 0, 7 * 24 * 3600, "/deadlineSeconds").ThrowIfAny();
        return Answers.Accepted(await control.DrainAsync(nodeId, context.Now.AddSeconds(request.DeadlineSeconds), context.Cancelled));
    }

    private async Task<IResult> CancelDrainAsync(CallContext context, string nodeId) =>
        Answers.Accepted(await control.CancelDrainAsync(nodeId, context.Cancelled));

    private Node Show(CallContext context, NodeEntity node) => Node.Of(node, context.Now, options.Value.ReportMaxAge);
}

/// <summary>Drains a node.</summary>
public sealed record DrainRequest
{
    /// <summary>How long the rooms on the node may go on, in seconds.</summary>
    public int DeadlineSeconds { get; init; } = 1800;
}
