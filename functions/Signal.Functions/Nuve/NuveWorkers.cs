using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;
using Signal.Functions.Nodes;

namespace Signal.Functions.Nuve;

/// <summary>
/// <c>/workers</c>: the mediasoup workers of all live nodes. Only for the superservice, since all tenants share the workers.
/// </summary>
internal sealed class NuveWorkers(NodeStore nodes)
{
    public IReadOnlyList<NuveRoute> Routes => [new("GET", "workers", "Lists the workers of all nodes.", Access.Superservice, ListAsync)];

    private async Task<IResult> ListAsync(CallContext context, string[] path)
    {
        var all = await nodes.ListAsync(context.Cancelled);
        var workers = all.Where(node => !node.Cleared).SelectMany(node => node.Workers.Select(worker => (JsonNode)new JsonObject
        {
            ["pid"] = worker.Pid,
            ["rate"] = (worker.Cpu * 100).ToString("0.0", CultureInfo.InvariantCulture),
            ["node"] = node.Id,
        }));
        return Results.Json(new JsonObject { ["info"] = new JsonArray([.. workers]) });
    }
}
