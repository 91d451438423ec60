using Microsoft.AspNetCore.Http;

namespace Signal.Functions.Http;

/// <summary>The <see cref="Endpoint"/> with the face <c>/v1</c>.</summary>
public sealed class ApiEndpoint(Endpoint endpoint, ApiFace face, Cors cors)
{
    /// <summary>Runs a handler; see <see cref="Endpoint"/>.</summary>
    public Task<IResult> RunAsync(HttpRequest request, Access access, Func<CallContext, Task<IResult>> handler, CancellationToken cancellationToken)
    {
        cors.Allow(request);
        return endpoint.RunAsync(request, face, access, handler, cancellationToken);
    }

    /// <summary>Runs a handler that calls <see cref="CallContext.ConfirmCallerAsync"/> itself before its first write.</summary>
    public Task<IResult> RunConfirmingAsync(
        HttpRequest request, Access access, Func<CallContext, Task<IResult>> handler, CancellationToken cancellationToken)
    {
        cors.Allow(request);
        return endpoint.RunAsync(request, face, access, handlerConfirms: true, handler, cancellationToken);
    }
}
