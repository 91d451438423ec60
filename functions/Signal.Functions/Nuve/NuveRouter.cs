using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>
/// Routes the requests of mediasoup-signal's REST API. As in mediasoup-signal, only authenticated callers can see whether a path exists.
/// </summary>
public sealed class NuveRouter
{
    private const string Prefix = "/nuve";
    private readonly IOptions<NuveOptions> _options;

    internal NuveRouter(NuveServices services, NuveRooms rooms, NuveTokens tokens, NuveUsers users, NuveWorkers workers, IOptions<NuveOptions> options)
    {
        _options = options;
        Routes = [.. services.Routes, .. rooms.Routes, .. tokens.Routes, .. users.Routes, .. workers.Routes];
    }

    internal IReadOnlyList<NuveRoute> Routes { get; }

    /// <summary>Returns the handler of a request, under the prefix <c>/nuve</c> or at the root.</summary>
    public NuveCall Find(HttpRequest request)
    {
        var atRoot = !request.Path.StartsWithSegments(Prefix, out var path);
        if (!_options.Value.Enabled || (atRoot && !_options.Value.AtRoot))
        {
            return Anonymous(new ProblemResult(Problems.NotFound()));
        }

        if (HttpMethods.IsOptions(request.Method))
        {
            return Anonymous(Results.Text("OK"));
        }

        var below = (atRoot ? request.Path : path).Value!.Trim('/');
        if (!atRoot && HttpMethods.IsGet(request.Method) && below == "test")
        {
            // The documentation page replaces the console.
            return Anonymous(Results.Redirect("/docs"));
        }

        // Express ignores a trailing slash, and treats an escaped slash as part of a segment.
        var segments = below.Split('/').Select(s => s.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)).ToArray();
        foreach (var route in Routes)
        {
            if (route.Match(request.Method, segments) is { } taken)
            {
                return new NuveCall(route.Access, context => route.Handler(context, taken));
            }
        }

        return new NuveCall(Access.Service, _ => throw NuveProblems.NoSuchResource.AsException());
    }

    private static NuveCall Anonymous(IResult answer) => new(Access.Anonymous, _ => Task.FromResult(answer));
}
