using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;
using Signal.Functions.Rooms;
using Signal.Functions.Secrets;
using Signal.Functions.Services;

namespace Signal.Functions.Nuve;

/// <summary><c>/services</c>, for the superservice. Keys are not returned: the creator of a service knows its key.</summary>
internal sealed class NuveServices(ServiceRegistry services, RoomStore rooms)
{
    private const int MaxKeyLength = 256;

    public IReadOnlyList<NuveRoute> Routes =>
    [
        new("POST", "services", "Creates a service.", Access.Superservice, CreateAsync),
        new("GET", "services", "Lists services with their rooms.", Access.Superservice, ListAsync),
        new("GET", "services/{service}", "Gets a service with its rooms.", Access.Superservice, GetAsync),
        new("DELETE", "services/{service}", "Deletes a service with all its resources.", Access.Superservice, DeleteAsync),
    ];

    private async Task<IResult> CreateAsync(CallContext context, string[] path)
    {
        var body = await NuveBody.ReadAsync(context);
        var name = body.Text("name") is { Length: > 0 } text ? text : throw NuveProblems.InvalidName.AsException();
        var key = body.Text("key") is { Length: >= AdminOptions.MinKeyLength and <= MaxKeyLength } secret
            ? secret
            : throw NuveProblems.InvalidKey.AsException();
        try
        {
            var service = await services.CreateAsync(Ids.New(), new ServiceSpec { Name = name }, key, context.Cancelled);
            return Results.Json(service.Id);
        }
        catch (ProblemException e) when (e.Problem.Status == 400)
        {
            throw NuveProblems.InvalidName.AsException();
        }
    }

    private async Task<IResult> ListAsync(CallContext context, string[] path)
    {
        JsonArray all = [];
        string? continuation = null;
        do
        {
            var page = await services.PageAsync(1000, continuation, context.Cancelled);
            foreach (var service in page.Items)
            {
                all.Add((JsonNode)await ShowAsync(service, context.Cancelled));
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return Results.Json(all);
    }

    private async Task<IResult> GetAsync(CallContext context, string[] path)
    {
        var service = await services.FindAsync(path[0], context.Cancelled) ?? throw NuveProblems.NoSuchService.AsException();
        return Results.Json(await ShowAsync(service, context.Cancelled));
    }

    private async Task<IResult> DeleteAsync(CallContext context, string[] path) =>
        await services.DeleteAsync(path[0], context.Cancelled) ? Results.Text("Service deleted") : throw NuveProblems.NoSuchService.AsException();

    private async Task<JsonObject> ShowAsync(Service service, CancellationToken cancellationToken)
    {
        var page = await rooms.PageAsync(service.Id, NuveRooms.MaxShown, null, cancellationToken);
        return new JsonObject
        {
            ["_id"] = service.Id,
            ["name"] = service.Name,
            ["rooms"] = new JsonArray([.. page.Items.Where(room => !room.Deleting).Select(NuveRooms.Show)]),
        };
    }
}
