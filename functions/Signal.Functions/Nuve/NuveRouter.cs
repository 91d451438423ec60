using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Endpoint = Signal.Functions.Http.Endpoint;

namespace Signal.Functions.Nuve;

/// <summary>
/// Answers requests to mediasoup-signal's REST API, in its order: limits, CORS, <c>OPTIONS</c>, MAuth, route. Paths that do not exist are told only
/// to callers who are known.
/// </summary>
public sealed class NuveRouter
{
    private readonly Endpoint _endpoint;
    private readonly NuveFace _face;
    private readonly IOptions<NuveOptions> _options;

    internal NuveRouter(
        Endpoint endpoint, NuveFace face, NuveServices services, NuveRooms rooms, NuveTokens tokens, NuveUsers users, NuveWorkers workers,
        IOptions<NuveOptions> options)
    {
        (_endpoint, _face, _options) = (endpoint, face, options);
        Routes = [.. services.Routes, .. rooms.Routes, .. tokens.Routes, .. users.Routes, .. workers.Routes];
    }

    internal IReadOnlyList<NuveRoute> Routes { get; }

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The path below the prefix.</param>
    /// <param name="atRoot">Did the request come without the prefix?</param>
    /// <param name="cancellationToken">Fires when the client is gone.</param>
    public Task<IResult> RunAsync(HttpRequest request, string path, bool atRoot, CancellationToken cancellationToken)
    {
        if (!_options.Value.Enabled || (atRoot && !_options.Value.AtRoot))
        {
            return Task.FromResult<IResult>(new ProblemResult(Problems.NotFound()));
        }

        NuveCors.Allow(request.HttpContext.Response);
        if (HttpMethods.IsOptions(request.Method))
        {
            return _endpoint.RunAsync(request, _face, Access.Anonymous, _ => Task.FromResult(Results.Text("OK")), cancellationToken);
        }

        if (!atRoot && HttpMethods.IsGet(request.Method) && path.Trim('/') == "test")
        {
            // The console's successor.
            return Task.FromResult(Results.Redirect("/docs"));
        }

        // An express server cares for neither a slash at the end nor an escaped one within a segment.
        var segments = path.Trim('/').Split('/').Select(s => s.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)).ToArray();
        foreach (var route in Routes)
        {
            if (route.Match(request.Method, segments) is { } taken)
            {
                return _endpoint.RunAsync(request, _face, route.Access, context => route.Handler(context, taken), cancellationToken);
            }
        }

        return _endpoint.RunAsync(request, _face, Access.Service, _ => throw NuveProblems.NoSuchResource.AsException(), cancellationToken);
    }
}
