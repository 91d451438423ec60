using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Tokens;

/// <summary>Room tokens: <c>/v1/rooms/{roomId}/tokens</c>.</summary>
public sealed class TokenFunctions(TokenService tokens, TokenRevocation revocation)
{
    /// <summary>Mints a token.</summary>
    [Function("CreateToken")]
    [Operation("Tokens", 201, typeof(MintedToken), Body = typeof(TokenRequest), Problems = [403, 409])]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rooms/{roomId}/tokens")] HttpRequest request,
        CallContext context, string roomId)
    {
        var body = await context.ReadJsonAsync<TokenRequest>();
        var token = await tokens.MintAsync(context.ServiceId, roomId, body, context.Cancelled);
        return Answers.Json(token, StatusCodes.Status201Created);
    }

    /// <summary>
    /// Revokes all tokens minted so far, including those of the current second: of one user (query <c>userId</c>), or of all users.
    /// </summary>
    [Function("RevokeTokens")]
    [Operation("Tokens", 202, typeof(Accepted))]
    [Query("userId", "Only this user's tokens.")]
    public Task<IResult> RevokeAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}/tokens")] HttpRequest request,
        CallContext context, string roomId) =>
        RevokeAsync(context, roomId, tokenId: null);

    /// <summary>Revokes one token.</summary>
    [Function("RevokeToken")]
    [Operation("Tokens", 202, typeof(Accepted))]
    public Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rooms/{roomId}/tokens/{tokenId}")] HttpRequest request,
        CallContext context, string roomId, string tokenId) =>
        RevokeAsync(context, roomId, tokenId);

    private async Task<IResult> RevokeAsync(CallContext context, string roomId, string? tokenId)
    {
        string? userId = null;
        if (context.Request.Query.TryGetValue("userId", out var given))
        {
            userId = given is [{ Length: > 0 } only] ? only : throw Problems.BadRequest("userId must be absent, or sent once and not empty.").AsException();
        }

        return Answers.Accepted(await revocation.RevokeAsync(context.ServiceId, roomId, userId, tokenId, context.Cancelled));
    }
}
