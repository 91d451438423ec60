using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>
/// Finds what answers a request to mediasoup-signal's REST API. As there, whether a path exists is shown to authenticated callers alone.
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

    /// <summary>What answers a request, under the prefix <c>/nuve</c> or at the root.</summary>
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
            // The console's successor.
            return Anonymous(Results.Redirect("/docs"));
        }

        // An express server ignores a slash at the end, and takes an escaped one within a segment.
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
