using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>A face of the API: how callers prove who they are, and how refusals look. Both faces share all that lies behind.</summary>
public interface IFace
{
    /// <summary>Checks the credentials; null when they are missing or wrong.</summary>
    ValueTask<Caller?> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken);

    /// <summary>Makes the answer that tells of a problem.</summary>
    IResult Render(HttpRequest request, Problem problem);
}
