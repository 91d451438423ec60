namespace Signal.Functions.Http;

/// <summary>The service (tenant) that calls.</summary>
/// <param name="ServiceId">Its id.</param>
/// <param name="IsSuperservice">Is it the superservice?</param>
public sealed record Caller(string ServiceId, bool IsSuperservice)
{
    /// <summary>Was the request signed with a key that has an end, since another one replaced it? Such a key manages no keys.</summary>
    public bool IsKeyEnding { get; init; }

    /// <summary>The user that the caller acts for, where the credentials name one (<c>/nuve</c>).</summary>
    public string? UserName { get; init; }

    /// <summary>The role of <see cref="UserName"/>.</summary>
    public string? UserRole { get; init; }

    /// <summary>
    /// Completes when the credentials are known not to be a replay; false when they are. Runs while the handler reads; awaited before anything
    /// is written and before anything is answered.
    /// </summary>
    public Task<bool> IsFresh { get; init; } = Task.FromResult(true);
}
