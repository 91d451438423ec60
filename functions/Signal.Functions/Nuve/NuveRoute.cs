using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>A route of mediasoup-signal's REST API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path below the prefix; <c>{…}</c> takes one segment.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Handler">What answers; gets the segments that the template takes.</param>
internal sealed record NuveRoute(string Method, string Template, string Summary, Access Access, Func<CallContext, string[], Task<IResult>> Handler)
{
    private readonly string[] _template = Template.Split('/');

    /// <summary>The segments that the template takes; null when the request is for another route.</summary>
    public string[]? Match(string method, IReadOnlyList<string> path)
    {
        if (method != Method || path.Count != _template.Length)
        {
            return null;
        }

        List<string> taken = [];
        for (var i = 0; i < path.Count; i++)
        {
            if (_template[i].StartsWith('{'))
            {
                taken.Add(path[i]);
            }
            else if (!_template[i].Equals(path[i], StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return [.. taken];
    }
}
