using System.Text.Json;
using Azure.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Signal.Functions.Tests.Scaling;

/// <summary>
/// The part of Azure Resource Manager that concerns one scale set in flexible orchestration, as its reference documents it: lists come
/// in pages, a larger capacity makes machines, a deletion continues after its answer, and the capacity decreases with it.
/// </summary>
internal sealed class ResourceManager : TokenCredential, IAsyncDisposable
{
    public const string ScaleSet = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/nodes";
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<(string Name, string State)> _machines;
    private int _made;

    private ResourceManager(string[] machines)
    {
        _machines = [.. machines.Select(name => (name, "Succeeded"))];
        Capacity = machines.Length;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization != "Bearer pass" || context.Request.Query["api-version"] != "2024-07-01")
            {
                await Refusal(401, "InvalidAuthenticationToken", "The access token is invalid.").ExecuteAsync(context);
            }
            else if (Refuses is { } refused && context.Request.Method == refused)
            {
                await Refusal(403, "AuthorizationFailed", "The client does not have authorization.").ExecuteAsync(context);
            }
            else
            {
                await next();
            }
        });
        _app.MapGet(ScaleSet, () => Results.Json(new { name = "nodes", sku = new { name = "Standard_F4s_v2", tier = "Standard", capacity = Capacity } }));
        _app.MapGet(ScaleSet + "/virtualMachines", List);
        _app.MapPatch(ScaleSet, ScaleAsync);
        _app.MapPost(ScaleSet + "/delete", DeleteAsync);
    }

    public string Url => _app.Urls.First();

    public int Capacity { get; private set; }

    /// <summary>The method of requests that are refused.</summary>
    public string? Refuses { get; set; }

    /// <summary>The machines whose deletion was requested.</summary>
    public IReadOnlyList<string> Deleting
    {
        get
        {
            lock (_lock)
            {
                return [.. _machines.Where(machine => machine.State == "Deleting").Select(machine => machine.Name)];
            }
        }
    }

    public static async Task<ResourceManager> StartAsync(params string[] machines)
    {
        var manager = new ResourceManager(machines);
        await manager._app.StartAsync(TestContext.Current.CancellationToken);
        return manager;
    }

    /// <summary>Completes the deletions.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            _machines.RemoveAll(machine => machine.State == "Deleting");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("pass", DateTimeOffset.MaxValue);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));

    private static IResult Refusal(int status, string code, string message) => Results.Json(new { error = new { code, message } }, statusCode: status);

    private IResult List(HttpRequest request)
    {
        lock (_lock)
        {
            var from = int.TryParse(request.Query["$skiptoken"], out var skipped) ? skipped : 0;
            var page = _machines.Skip(from).Take(2).Select(machine => new
            {
                name = machine.Name,
                instanceId = machine.Name,
                properties = new { provisioningState = machine.State, timeCreated = TimeProvider.System.GetUtcNow() },
            });
            return from + 2 < _machines.Count
                ? Results.Json(new { value = page, nextLink = $"{Url}{ScaleSet}/virtualMachines?api-version=2024-07-01&$skiptoken={from + 2}" })
                : Results.Json(new { value = page });
        }
    }

    private async Task<IResult> ScaleAsync(HttpRequest request)
    {
        var sku = (await JsonSerializer.DeserializeAsync<JsonElement>(request.Body)).GetProperty("sku");
        if (sku.GetProperty("name").GetString() != "Standard_F4s_v2")
        {
            return Refusal(400, "InvalidParameter", "The size differs.");
        }

        lock (_lock)
        {
            Capacity = sku.GetProperty("capacity").GetInt32();
            while (_machines.Count(machine => machine.State != "Deleting") < Capacity)
            {
                _machines.Add(($"new-{++_made}", "Creating"));
            }
        }

        return Results.Json(new { name = "nodes" });
    }

    private async Task<IResult> DeleteAsync(HttpRequest request)
    {
        var names = (await JsonSerializer.DeserializeAsync<JsonElement>(request.Body)).GetProperty("instanceIds")
            .EnumerateArray().Select(name => name.GetString()!).ToList();
        lock (_lock)
        {
            foreach (var name in names)
            {
                var index = _machines.FindIndex(machine => machine.Name == name && machine.State != "Deleting");
                if (index >= 0)
                {
                    _machines[index] = (name, "Deleting");
                    Capacity--;
                }
            }
        }

        return Results.StatusCode(202);
    }
}
