using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Tokens;

/// <summary>Room tokens: <c>/v1/rooms/{roomId}/tokens</c>.</summary>
public sealed class TokenFunctions(ApiEndpoint endpoint, TokenService tokens, TokenRevocation revocation)
{
    /// <summary>Mints a token.</summary>
    [Function("CreateToken")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/tokens")] HttpRequest request,
        string roomId, CancellationToken cancellationToken) =>
        endpoint.RunConfirmingAsync(request, Access.Service, context => CreateAsync(context, roomId), cancellationToken);

    /// <summary>Revokes all tokens given out so far, and in this second: those of one user (query <c>userId</c>), or everybody's.</summary>
    [Function("RevokeTokens")]
    public Task<IResult> RevokeAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}/tokens")] HttpRequest request,
        string roomId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => RevokeAsync(context, roomId, tokenId: null), cancellationToken);

    /// <summary>Revokes one token.</summary>
    [Function("RevokeToken")]
    public Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}/tokens/{tokenId}")] HttpRequest request,
        string roomId, string tokenId, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Service, context => RevokeAsync(context, roomId, tokenId), cancellationToken);

    private async Task<IResult> CreateAsync(CallContext context, string roomId)
    {
        var request = await context.ReadJsonAsync<TokenRequest>();
        var token = await tokens.MintAsync(context.ServiceId, roomId, request, context.ConfirmCallerAsync, context.Cancelled);
        return Answers.Json(token, StatusCodes.Status201Created);
    }

    private async Task<IResult> RevokeAsync(CallContext context, string roomId, string? tokenId)
    {
        string? userId = null;
        if (context.Request.Query.TryGetValue("userId", out var given))
        {
            userId = given is [{ Length: > 0 } only] ? only : throw Problems.BadRequest("Send userId once and not empty, or leave it out.").AsException();
        }

        return Answers.Accepted(await revocation.RevokeAsync(context.ServiceId, roomId, userId, tokenId, context.Cancelled));
    }
}
