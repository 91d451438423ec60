namespace Signal.Functions.Services;

/// <summary>A service as authentication sees it: an immutable snapshot with its keys open.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="IsSuperservice">Is it the superservice?</param>
/// <param name="Keys">The keys, newest first.</param>
/// <param name="MaxRooms">The most rooms; null: no quota.</param>
/// <param name="MaxParticipants">The most participants at once; null: no quota.</param>
public sealed record ServiceAccount(
    string Id, string Name, bool IsSuperservice, IReadOnlyList<ServiceKey> Keys, int? MaxRooms, int? MaxParticipants);

/// <summary>A key of a service, open.</summary>
/// <param name="Id">The key id.</param>
/// <param name="Value">The key's text; HMACs are keyed with its UTF-8 bytes.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends, after a rotation.</param>
public sealed record ServiceKey(string Id, string Value, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    /// <summary>May it still be used?</summary>
    public bool IsValidAt(DateTimeOffset now) => ExpiresAt is not { } end || now < end;
}
