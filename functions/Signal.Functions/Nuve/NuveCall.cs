using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>The handler that the <see cref="NuveRouter"/> selected for a request.</summary>
/// <param name="Access">The required access.</param>
/// <param name="RunAsync">Handles the request.</param>
public sealed record NuveCall(Access Access, Func<CallContext, Task<IResult>> RunAsync);
