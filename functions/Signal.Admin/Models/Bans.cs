namespace Signal.Admin;

/// <summary>A user that may not enter a room.</summary>
/// <param name="UserId">The user id.</param>
/// <param name="Until">When the ban ends.</param>
/// <param name="Reason">Why, as the client was told.</param>
public sealed record Ban(string UserId, DateTimeOffset Until, string? Reason = null);

internal sealed record BanRequest(DateTimeOffset Until, string? Reason);
