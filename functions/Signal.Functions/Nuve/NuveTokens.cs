using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Signal.Contracts.Tokens;
using Signal.Functions.Http;
using Signal.Functions.Nuve.MAuth;
using Signal.Functions.Secrets;
using Signal.Functions.Services;
using Signal.Functions.Tokens;

namespace Signal.Functions.Nuve;

/// <summary>
/// <c>/rooms/{room}/tokens</c>: the base64 of a JSON object with the fields of mediasoup-signal (<c>tokenId</c>, <c>host</c>,
/// <c>secure</c>, <c>signature</c>, <c>eapolicy</c>) and additional ones: <c>token</c> (the room token), <c>url</c> (the hub), and
/// <c>candidates</c> where the client may choose. Tokens of the test room are valid once, like all others.
/// </summary>
internal sealed class NuveTokens(
    NuveRooms rooms, TokenService tokens, ServiceDirectory services, IOptions<NuveOptions> options, IOptions<AdminOptions> admin)
{
    public IReadOnlyList<NuveRoute> Routes =>
    [
        new("POST", "rooms/{room}/tokens", "Mints a token for the user and role of the MAuth header.", Access.Service, CreateAsync),
    ];

    private async Task<IResult> CreateAsync(CallContext context, string[] path)
    {
        var room = await rooms.FindAsync(context, path[0]);
        if (context.Caller is not { UserName: { Length: > 0 and <= Ids.MaxUserIdLength } user, UserRole: { Length: > 0 and <= 64 } role })
        {
            throw NuveProblems.NameAndRole.AsException();
        }

        var minted = await MintAsync(context, room.Id, new TokenRequest { UserId = user, Name = user, Role = role, Grants = GrantsOf(role) });
        var url = new Uri(minted.Url);
        var token = new JsonObject
        {
            ["tokenId"] = minted.TokenId,
            ["host"] = url.Authority,
            ["secure"] = url.Scheme == Uri.UriSchemeHttps,
            ["signature"] = await SignAsync($"{minted.TokenId},{url.Authority}", context.Cancelled),
            ["eapolicy"] = NuveRooms.PolicyOf(room),
            ["token"] = minted.Token,
            ["url"] = minted.Url,
        };
        if (minted.Candidates is { } candidates)
        {
            token["candidates"] = new JsonArray(
                [.. candidates.Select(c => new JsonObject { ["nodeId"] = c.NodeId, ["url"] = c.Url, ["token"] = c.Token })]);
        }

        return Results.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString())));
    }

    private async Task<MintedToken> MintAsync(CallContext context, string roomId, TokenRequest request)
    {
        try
        {
            return await tokens.MintAsync(context.ServiceId, roomId, request, context.Cancelled);
        }
        catch (ProblemException e) when (e.Problem.Status is 404 || e.Problem.Code == ProblemCodes.NoNode)
        {
            var problem = e.Problem.Status == 404 ? NuveProblems.NoSuchRoom : NuveProblems.NoController;
            throw (problem with { RetryAfter = e.Problem.RetryAfter }).AsException();
        }
        catch (ProblemException e) when (e.Problem.Status == 400)
        {
            throw NuveProblems.NameAndRole.AsException();
        }
    }

    private Grants? GrantsOf(string role) =>
        Roles.TryGetGrants(role.ToLowerInvariant(), out var own) ? own
        : options.Value.UnknownRoleGrants is { } known && Roles.TryGetGrants(known, out var grants) ? grants
        : null;

    private async Task<string> SignAsync(string text, CancellationToken cancellationToken)
    {
        var superservice = await services.FindAsync(admin.Value.SuperserviceId, cancellationToken);
        return superservice is { Keys: [var key, ..] } ? MAuthSignature.Compute(key.Value, text) : "";
    }
}
