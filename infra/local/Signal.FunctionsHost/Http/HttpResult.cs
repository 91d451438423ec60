using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Signal.FunctionsHost.Http;

/// <summary>Writes what an HTTP function returned.</summary>
internal static class HttpResult
{
    /// <summary><see cref="IResult"/> and <see cref="IActionResult"/> write themselves; a string is text, anything else JSON, nothing an empty 200.</summary>
    public static Task WriteAsync(HttpContext context, object? result) => result switch
    {
        null => Task.CompletedTask,
        IResult typed => typed.ExecuteAsync(context),
        IActionResult action => action.ExecuteResultAsync(new ActionContext { HttpContext = context, RouteData = context.GetRouteData(), ActionDescriptor = new() }),
        string text => context.Response.WriteAsync(text, context.RequestAborted),
        _ => context.Response.WriteAsJsonAsync(result, result.GetType(), context.RequestAborted),
    };
}
