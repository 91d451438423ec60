namespace Signal.Functions.Http;

/// <summary>The calling service (tenant).</summary>
/// <param name="ServiceId">The service id.</param>
/// <param name="IsSuperservice">Whether the caller is the superservice.</param>
public sealed record Caller(string ServiceId, bool IsSuperservice)
{
    /// <summary>Whether the request was signed with a key that expires because it was replaced. Such a key cannot manage keys.</summary>
    public bool IsKeyEnding { get; init; }

    /// <summary>The user on whose behalf the caller acts, if the credentials name one (<c>/nuve</c>).</summary>
    public string? UserName { get; init; }

    /// <summary>The role of <see cref="UserName"/>.</summary>
    public string? UserRole { get; init; }

    /// <summary>
    /// The result of the replay check: false when the credentials were used before. The check runs while the handler reads; it is awaited
    /// before the first write and before the response.
    /// </summary>
    public Task<bool> IsFresh { get; init; } = Task.FromResult(true);
}
