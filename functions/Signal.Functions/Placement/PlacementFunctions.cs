using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>Explains placement: <c>/v1/placement</c>, for the superservice.</summary>
public sealed class PlacementFunctions(NodeChoice choice, PlacementPolicies policies, PartDryRun parts)
{
    /// <summary>Evaluates where a room, or the next participant of a room, would be placed, and why, without placing it.</summary>
    [Function("DryRunPlacement")]
    [Access(Access.Superservice)]
    [Operation("Nodes", 200, typeof(DryRunResult), Body = typeof(DryRunRequest))]
    public async Task<IResult> DryRun(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/placement/dry-run")] HttpRequest request, CallContext context)
    {
        var body = await context.ReadJsonAsync<DryRunRequest>();
        new FieldErrors()
            .Require(body.Policy is null || PlacementPolicyNames.All.Contains(body.Policy), "/policy", $"One of {string.Join(", ", PlacementPolicyNames.All)}.")
            .ThrowIfAny();
        IReadOnlyList<EvaluatedNode> all =
        [
            .. (await choice.ListAsync(context.Cancelled)).Select(n => n.Node.Id == body.Except ? n with { Reason = n.Reason ?? "excluded" } : n),
        ];
        var wish = new PlacementRequest(body.Region, body.Measured ?? PlacementRequest.None.Measured);
        if (body.RoomId is { } roomId)
        {
            var room = await parts.ExplainAsync(body.ServiceId ?? context.ServiceId, roomId, wish, all, context.Cancelled);
            var described = Describe(room.Policy, room.Chosen, room.Nodes, wish, context.Now);
            return Answers.Json(room.Result is null ? described : described with { Offers = 1, Room = room.Result });
        }

        var policy = policies.Get(body.Policy);
        return Answers.Json(Describe(policy, chosen: null, all, wish, context.Now));
    }

    private static DryRunResult Describe(
        IPlacementPolicy policy, string? chosen, IReadOnlyList<EvaluatedNode> all, PlacementRequest wish, DateTimeOffset now)
    {
        var able = all.Where(n => n.Reason is null).Select(n => n.Candidate).ToArray();
        var ranked = able.Length == 0 ? [] : policy.Rank(wish, able).Select(c => c.NodeId).ToList();
        var offers = wish.Measured.Count > 0 ? 1 : policy.Offers;
        var candidates =
            from n in all
            let rank = ranked.IndexOf(n.Node.Id)
            orderby rank < 0, rank
            select new DryRunCandidate(
                n.Node.Id,
                rank < 0 ? null : rank + 1,
                n.Reason,
                n.Node.Region,
                n.Node.Load,
                n.Candidate.Load,
                n.Candidate.Rooms,
                n.Candidate.Rooms - n.Node.Rooms,
                (now - n.Node.ReportedAt).TotalSeconds,
                wish.Measured.TryGetValue(n.Node.Id, out var milliseconds) ? milliseconds : null);
        return new DryRunResult(policy.Name, chosen ?? ranked.FirstOrDefault(), Math.Min(offers, ranked.Count), [.. candidates]);
    }
}
