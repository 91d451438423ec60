using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.Http;

/// <summary>Serves the HTTP-triggered functions.</summary>
internal static class HttpTriggers
{
    /// <summary>Maps each HTTP function to its route. A method that is not allowed responds with 404, as in Azure Functions.</summary>
    /// <exception cref="StartupException">A route is malformed or reserved.</exception>
    public static void MapHttpTriggers(
        this WebApplication app, IReadOnlyList<FunctionDefinition> functions, HostJson hostJson, AppSettings settings)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HttpTriggers));
        var forwarder = app.Services.GetRequiredService<InvocationForwarder>();
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
                var pattern = Pattern(function, trigger, hostJson.Extensions.Http.RoutePrefix, settings);
                var endpoint = app.Map(pattern, context => forwarder.ForwardAsync(function, context))
                    .WithDisplayName(function.Name)
                    .WithMetadata(function);
                if (trigger.Methods.Count > 0)
                {
                    endpoint.WithMetadata(new HttpMethodMetadata(trigger.Methods.Select(method => method.ToUpperInvariant())));
                }

                var methods = trigger.Methods.Count == 0 ? "*" : string.Join(',', trigger.Methods).ToUpperInvariant();
                logger.TriggerAdded("HTTP", function.Name, $"{methods} /{pattern.RawText}");
            }
        }
    }

    private static RoutePattern Pattern(FunctionDefinition function, HttpTrigger trigger, string prefix, AppSettings settings)
    {
        var route = settings.Resolve(trigger.Route ?? function.Name, function.Name);
        var template = string.Join('/', new[] { prefix.Trim('/'), route.Trim('/') }.Where(part => part.Length > 0));
        if (template.Split('/')[0].ToUpperInvariant() is "ADMIN" or "RUNTIME")
        {
            throw new StartupException($"function '{function.Name}' has the route '{template}', which is reserved by the Functions host");
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
}
