using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;
using Signal.Functions.Rooms;

namespace Signal.Functions.Nuve;

/// <summary><c>/rooms</c>: the rooms of the caller's service.</summary>
internal sealed class NuveRooms(RoomStore rooms, RoomService roomService)
{
    /// <summary>The maximum number of rooms in a list.</summary>
    public const int MaxShown = 1000;

    private const string RoomBest = "ROOM-BEST";
    private const string TtlBest = "TTL-BEST";

    public IReadOnlyList<NuveRoute> Routes =>
    [
        new("POST", "rooms", "Creates a room.", Access.Service, CreateAsync),
        new("GET", "rooms", "Lists the service's oldest 1000 rooms.", Access.Service, ListAsync),
        new("GET", "rooms/{room}", "Gets a room.", Access.Service, GetAsync),
        new("PUT", "rooms/{room}", "Changes a room's name and options.", Access.Service, PutAsync),
        new("PATCH", "rooms/{room}", "Changes the given fields; data is merged key by key.", Access.Service, PatchAsync),
        new("DELETE", "rooms/{room}", "Deletes a room and disconnects all participants.", Access.Service, DeleteAsync),
    ];

    /// <summary>Returns a room in the format of mediasoup-signal.</summary>
    public static JsonNode Show(RoomEntity room)
    {
        var spec = room.Spec;
        var shown = new JsonObject { ["name"] = spec.Name };
        if (spec.P2p)
        {
            shown["p2p"] = true;
        }

        if (spec.Data is { } data)
        {
            shown["data"] = JsonNode.Parse(data.GetRawText());
        }

        if (spec.MediaConfiguration is not null)
        {
            shown["mediaConfiguration"] = spec.MediaConfiguration;
        }

        shown["eapolicy"] = PolicyOf(room);
        shown["_id"] = room.Id;
        return shown;
    }

    /// <summary>Returns mediasoup-signal's name of the room's placement policy.</summary>
    public static string PolicyOf(RoomEntity room) => room.Spec.Policy == PlacementPolicyNames.Nearest ? TtlBest : RoomBest;

    /// <summary>Finds a room of the caller.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<RoomEntity> FindAsync(CallContext context, string roomId) =>
        await rooms.FindAsync(context.ServiceId, roomId, context.Cancelled) ?? throw NuveProblems.NoSuchRoom.AsException();

    private async Task<IResult> CreateAsync(CallContext context, string[] path)
    {
        var body = await NuveBody.ReadAsync(context);
        var options = body.Options();
        var isTest = options.IsTruthy("test");
        var name = isTest ? "testRoom" : body.Name();
        var spec = new RoomSpec
        {
            Name = name is { Length: > 0 } ? name : throw NuveProblems.InvalidRoom.AsException(),
            P2p = options.IsTruthy("p2p"),
            Data = options.IsTruthy("data") ? Element(options["data"]!) : null,
            MediaConfiguration = options.Text("mediaConfiguration"),
            Policy = options.Text("eapolicy") == TtlBest ? PlacementPolicyNames.Nearest : PlacementPolicyNames.LeastRooms,
            Test = isTest,
        };
        return Results.Json(Show(await CheckedAsync(() => roomService.CreateAsync(context.ServiceId, Ids.New(), spec, context.Cancelled))));
    }

    private async Task<IResult> ListAsync(CallContext context, string[] path)
    {
        // The newest one on top, which leaves when there are too many.
        var oldest = new PriorityQueue<RoomEntity, DateTimeOffset>(Comparer<DateTimeOffset>.Create((a, b) => b.CompareTo(a)));
        await foreach (var room in rooms.OfServiceAsync(context.ServiceId, context.Cancelled))
        {
            if (room.Deleting)
            {
                continue;
            }

            oldest.Enqueue(room, room.CreatedAt);
            if (oldest.Count > MaxShown)
            {
                oldest.Dequeue();
            }
        }

        return Results.Json(new JsonArray([.. oldest.UnorderedItems.Select(item => item.Element).OrderBy(room => room.CreatedAt).Select(Show)]));
    }

    private async Task<IResult> GetAsync(CallContext context, string[] path) => Results.Json(Show(await FindAsync(context, path[0])));

    private async Task<IResult> PutAsync(CallContext context, string[] path)
    {
        await FindAsync(context, path[0]);
        var body = await NuveBody.ReadAsync(context);
        var options = body.Options();
        var name = body.Name() is { Length: > 0 } text ? text : throw NuveProblems.InvalidRoom.AsException();
        return await UpdateAsync(context, path[0], spec => spec with
        {
            Name = name,
            P2p = spec.P2p || options.IsTruthy("p2p"),
            Data = options.IsTruthy("data") ? Element(options["data"]!) : spec.Data,
            MediaConfiguration = options.Text("mediaConfiguration") ?? spec.MediaConfiguration,
        });
    }

    private async Task<IResult> PatchAsync(CallContext context, string[] path)
    {
        await FindAsync(context, path[0]);
        var body = await NuveBody.ReadAsync(context);
        var options = body.Options();
        return await UpdateAsync(context, path[0], spec => spec with
        {
            Name = body.Name() is { Length: > 0 } name ? name : spec.Name,
            P2p = spec.P2p || options.IsTruthy("p2p"),
            Data = options["data"] is JsonObject changes ? Merge(spec.Data, changes) : spec.Data,
        });
    }

    private async Task<IResult> DeleteAsync(CallContext context, string[] path)
    {
        await FindAsync(context, path[0]);
        await roomService.DeleteAsync(context.ServiceId, path[0], ifMatch: null, context.Cancelled);
        return Results.Text("Room deleted");
    }

    private async Task<IResult> UpdateAsync(CallContext context, string roomId, Func<RoomSpec, RoomSpec> change)
    {
        await CheckedAsync(() => roomService.UpdateAsync(context.ServiceId, roomId, ifMatch: null, change, context.Cancelled));
        return Results.Text("Room Updated");
    }

    private static async Task<RoomEntity> CheckedAsync(Func<Task<RoomEntity>> action)
    {
        try
        {
            return await action();
        }
        catch (ProblemException e) when (e.Problem.Status is 400 or 404)
        {
            throw (e.Problem.Status == 400 ? NuveProblems.InvalidRoom : NuveProblems.NoSuchRoom).AsException();
        }
    }

    private static JsonElement Merge(JsonElement? data, JsonObject changes)
    {
        var merged = data is { ValueKind: JsonValueKind.Object } present ? JsonNode.Parse(present.GetRawText())!.AsObject() : [];
        foreach (var (key, value) in changes)
        {
            merged[key] = value?.DeepClone();
        }

        return Element(merged);
    }

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
