using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Invocation;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.Http;

/// <summary>Serves the HTTP-triggered functions.</summary>
internal static class HttpTriggers
{
    /// <summary>Gives every HTTP function an endpoint at its route. A wrong method answers 404, as it does in Functions.</summary>
    /// <exception cref="StartupException">A route that is malformed or reserved, or a parameter that cannot be filled.</exception>
    public static void MapHttpTriggers(this WebApplication app, IReadOnlyList<FunctionDefinition> functions, HostJson hostJson, ILogger logger)
    {
        app.UseRouting();
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<FunctionDefinition>() is null)
            {
                context.SetEndpoint(null);
            }

            return next(context);
        });
        foreach (var function in functions)
        {
            if (function.Trigger is HttpTrigger trigger)
            {
                var pattern = Pattern(function, trigger, hostJson.Extensions.Http.RoutePrefix, app.Configuration);
                var endpoint = app.Map(pattern, Handler(function, logger)).WithDisplayName(function.Name).WithMetadata(function);
                if (trigger.Methods.Count > 0)
                {
                    endpoint.WithMetadata(new HttpMethodMetadata(trigger.Methods.Select(method => method.ToUpperInvariant())));
                }

                logger.Found("HTTP", function.Name, $"{(trigger.Methods.Count == 0 ? "*" : string.Join(',', trigger.Methods)).ToUpperInvariant()} /{pattern.RawText}");
            }
        }
    }

    private static RoutePattern Pattern(FunctionDefinition function, HttpTrigger trigger, string prefix, IConfiguration configuration)
    {
        var route = SettingReference.Resolve(trigger.Route ?? function.Name, function.Name, configuration);
        var template = string.Join('/', new[] { prefix.Trim('/'), route.Trim('/') }.Where(part => part.Length > 0));
        if (template.Split('/')[0].ToUpperInvariant() is "ADMIN" or "RUNTIME")
        {
            throw new StartupException($"function '{function.Name}' has the route '{template}', which the Functions host keeps for itself");
        }

        try
        {
            return RoutePatternFactory.Parse(template);
        }
        catch (RoutePatternException failure)
        {
            throw new StartupException($"function '{function.Name}' has the route '{template}': {failure.Message}", failure);
        }
    }

    private static RequestDelegate Handler(FunctionDefinition function, ILogger logger)
    {
        var invoker = new FunctionInvoker(function);
        var parameters = new HttpParameters(function);
        return async context =>
        {
            try
            {
                var arguments = await parameters.BindAsync(context);
                await HttpResult.WriteAsync(context, await invoker.InvokeAsync(context.RequestServices, arguments));
            }
            catch (BadHttpRequestException failure) when (!context.Response.HasStarted)
            {
                context.Response.StatusCode = failure.StatusCode;
            }
            catch (Exception) when (context.RequestAborted.IsCancellationRequested)
            {
                context.Abort();
            }
            catch (Exception failure) when (!context.Response.HasStarted)
            {
                logger.Failed(function.Name, failure);
                context.Response.Clear();
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        };
    }
}
