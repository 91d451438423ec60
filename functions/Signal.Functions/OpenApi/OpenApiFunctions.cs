using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Signal.Functions.Http;

namespace Signal.Functions.OpenApi;

/// <summary>The OpenAPI document, and a page to browse and try the API.</summary>
public sealed class OpenApiFunctions(ApiDocument document)
{
    /// <summary>The OpenAPI 3.1 document.</summary>
    [Function("GetOpenApi")]
    [Access(Access.Anonymous)]
    [Operation("Health", 200, typeof(JsonObject), AnswerHeaders = ["ETag"])]
    public IResult GetDocument(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi/v1.json")] HttpRequest request, CallContext context)
    {
        var response = context.Request.HttpContext.Response;
        response.Headers.ETag = document.ETag;
        response.Headers.CacheControl = "no-cache";
        return context.Request.Headers.IfNoneMatch.Contains(document.ETag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(document.Json, "application/json; charset=utf-8");
    }

    /// <summary>The documentation page.</summary>
    [Function("GetDocs")]
    [Access(Access.Anonymous)]
    public static IResult GetPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request, CallContext context) =>
        DocsPage.Get(context, "index.html");

    /// <summary>The script and style sheet of the page.</summary>
    [Function("GetDocsFile")]
    [Access(Access.Anonymous)]
    public static IResult GetFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/{file}")] HttpRequest request, CallContext context, string file) =>
        DocsPage.Get(context, file);
}
