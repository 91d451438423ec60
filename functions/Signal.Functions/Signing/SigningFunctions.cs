using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.Signing;

/// <summary>The public keys of room tokens, for media nodes.</summary>
public sealed class SigningFunctions(SigningKeys keys)
{
    /// <summary>The JSON Web Key Set.</summary>
    [Function("GetPublicKeys")]
    [Access(Access.Anonymous)]
    [Operation("Tokens", 200, typeof(JsonWebKeySet))]
    public async Task<IResult> GetPublicKeys(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = ".well-known/jwks.json")] HttpRequest request, CallContext context)
    {
        context.Request.HttpContext.Response.Headers.CacheControl = "public, max-age=60";
        return Answers.Json(await keys.GetPublicKeysAsync(context.Cancelled));
    }
}
