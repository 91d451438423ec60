using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>A route of mediasoup-signal's REST API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path below the prefix; <c>{…}</c> takes one segment.</param>
/// <param name="Summary">The summary for the OpenAPI document.</param>
/// <param name="Access">The required access.</param>
/// <param name="Handler">Handles the request; receives the values of the template's parameters.</param>
internal sealed record NuveRoute(string Method, string Template, string Summary, Access Access, Func<CallContext, string[], Task<IResult>> Handler)
{
    private readonly string[] _template = Template.Split('/');

    /// <summary>Returns the values of the template's parameters; null when the route does not match.</summary>
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
