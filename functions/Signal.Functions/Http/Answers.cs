using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>The results of <c>/v1</c>.</summary>
internal static class Answers
{
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, ApiJson.AnswerOptions, statusCode: status);

    public static IResult Created<T>(CallContext context, string location, T value)
    {
        context.Request.HttpContext.Response.Headers.Location = location;
        return Json(value, StatusCodes.Status201Created);
    }

    /// <summary>202 with the id of the command that was sent. An event reports its effect.</summary>
    public static IResult Accepted(string? commandId) => Json(new Accepted(commandId), StatusCodes.Status202Accepted);

    public static IResult NoContent() => Results.NoContent();
}

/// <summary>A command was sent to the node.</summary>
/// <param name="CommandId">The command's id; absent when no node holds the room, so that no command was needed.</param>
public sealed record Accepted(string? CommandId);

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of the page.</param>
/// <param name="Continuation">Pass it as <c>continuation</c> to get the next page; absent on the last page.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? Continuation);
