using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.OpenApi;

/// <summary>The API's description, and a page to browse and try it.</summary>
public sealed class OpenApiFunctions(ApiEndpoint endpoint, ApiDocument document)
{
    /// <summary>The OpenAPI 3.1 document.</summary>
    [Function("GetOpenApi")]
    public Task<IResult> GetDocument(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi/v1.json")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Anonymous, GetDocumentAsync, cancellationToken);

    /// <summary>The page.</summary>
    [Function("GetDocs")]
    public Task<IResult> GetPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Anonymous, context => Task.FromResult(DocsPage.Get(context, "index.html")), cancellationToken);

    /// <summary>The page's script and style.</summary>
    [Function("GetDocsFile")]
    public Task<IResult> GetFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/{file}")] HttpRequest request, string file, CancellationToken cancellationToken) =>
        endpoint.RunAsync(request, Access.Anonymous, context => Task.FromResult(DocsPage.Get(context, file)), cancellationToken);

    private Task<IResult> GetDocumentAsync(CallContext context)
    {
        var response = context.Request.HttpContext.Response;
        response.Headers.ETag = document.ETag;
        response.Headers.CacheControl = "no-cache";
        return Task.FromResult(context.Request.Headers.IfNoneMatch.Contains(document.ETag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(document.Json, "application/json; charset=utf-8"));
    }
}
