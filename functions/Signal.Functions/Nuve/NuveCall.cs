using Microsoft.AspNetCore.Http;
using Signal.Functions.Http;

namespace Signal.Functions.Nuve;

/// <summary>What the <see cref="NuveRouter"/> chose for a request.</summary>
/// <param name="Access">Who may call it.</param>
/// <param name="RunAsync">Answers the request.</param>
public sealed record NuveCall(Access Access, Func<CallContext, Task<IResult>> RunAsync);
