using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;
using Signal.Functions.Participants;

namespace Signal.Functions.Nuve;

/// <summary><c>/rooms/{room}/users</c>: the users in a room, by name.</summary>
internal sealed class NuveUsers(NuveRooms rooms, ParticipantStore participants, ParticipantControl control)
{
    public IReadOnlyList<NuveRoute> Routes =>
    [
        new("GET", "rooms/{room}/users", "Lists the users in a room.", Access.Service, ListAsync),
        new("GET", "rooms/{room}/users/{user}", "Gets the first user with a name.", Access.Service, GetAsync),
        new("DELETE", "rooms/{room}/users/{user}", "Removes all users with a name from the room.", Access.Service, DeleteAsync),
    ];

    private async Task<IResult> ListAsync(CallContext context, string[] path)
    {
        var room = await rooms.FindAsync(context, path[0]);
        var all = await participants.ListAsync(room.Id, context.Cancelled);
        return Results.Json(new JsonArray([.. all.Select(Show)]));
    }

    private async Task<IResult> GetAsync(CallContext context, string[] path)
    {
        var found = await FindAsync(context, path);
        return Results.Json(Show(found[0]));
    }

    private async Task<IResult> DeleteAsync(CallContext context, string[] path)
    {
        foreach (var userId in (await FindAsync(context, path)).Select(p => p.UserId).Distinct(StringComparer.Ordinal))
        {
            await KickAsync(context, path[0], userId);
        }

        return Results.Text("Success");
    }

    private async Task KickAsync(CallContext context, string roomId, string userId)
    {
        try
        {
            await control.KickAsync(context.ServiceId, roomId, userId, reason: null, context.Cancelled);
        }
        catch (ProblemException e) when (e.Problem.Status == 404)
        {
            // The user left in the meantime.
        }
    }

    private async Task<IReadOnlyList<ParticipantEntity>> FindAsync(CallContext context, string[] path)
    {
        var room = await rooms.FindAsync(context, path[0]);
        var all = await participants.ListAsync(room.Id, context.Cancelled);
        var named = all.Where(p => (p.Peer.Name ?? p.UserId) == path[1]).OrderBy(p => p.Peer.JoinedAt).ToArray();
        return named.Length > 0 ? named : throw NuveProblems.NoSuchUser.AsException();
    }

    private static JsonNode Show(ParticipantEntity participant) => new JsonObject
    {
        ["name"] = participant.Peer.Name ?? participant.UserId,
        ["role"] = participant.Peer.Role,
        ["ip"] = participant.Peer.Ip,
        ["id"] = participant.Peer.PeerId,
        ["agentId"] = participant.NodeId,
        ["channelid"] = participant.Peer.PeerId,
    };
}
