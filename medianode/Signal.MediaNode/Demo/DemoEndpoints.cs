using Microsoft.AspNetCore.StaticFiles;
using Signal.Admin;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Demo;

/// <summary>Maps the demo page at <c>/</c> and, when enabled, <c>POST /demo/token {room, roomId?, name, userId?, unreachable?}</c>.</summary>
internal static partial class DemoEndpoints
{
    private const string TokenPath = "/demo/token";

    public static void AddDemo(this IServiceCollection services)
    {
        services.AddSettings<DemoOptions>();
        services.AddSingleton<DemoRooms>();
        services.AddSingleton(provider =>
        {
            var demo = provider.GetRequiredService<DemoOptions>();
            return new ServiceCredential(demo.ServiceId, demo.ServiceKey, demo.KeyId, provider.GetRequiredService<TimeProvider>());
        });
        services.AddHttpClient<DemoTokens>(client => client.Timeout = TimeSpan.FromSeconds(15));
        services.AddSingleton<DemoTokenLimiter>();
    }

    public static void MapDemo(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        if (app.Services.GetRequiredService<DemoOptions>().Enabled)
        {
            app.UseWhen(context => context.Request.Path.StartsWithSegments(TokenPath), tokens => tokens.UseMiddleware<DemoTokenLimiter>());
            app.MapPost(TokenPath, MintAsync);
        }
    }

    /// <summary>
    /// Scripts and styles have a content hash in their names and are cached; the page that references them is revalidated on each request.
    /// </summary>
    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl =
            file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";

    private static async Task<IResult> MintAsync(DemoRequest request, DemoTokens tokens, ILogger<DemoTokens> logger, CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem)
        {
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            using var answer = await tokens.MintAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            return Results.Content(body, answer.Content.Headers.ContentType?.ToString(), statusCode: (int)answer.StatusCode);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, error.Message);
            return Results.Problem("The control plane did not issue a token.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(EventIds.DemoTokenFailed, LogLevel.Warning, "Demo token request failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
