namespace Signal.Admin;

/// <summary>A ban: the user cannot join the room.</summary>
/// <param name="UserId">The id of the banned user.</param>
/// <param name="Until">When the ban ends.</param>
/// <param name="Reason">The reason, which the client of the user receives.</param>
public sealed record Ban(string UserId, DateTimeOffset Until, string? Reason = null);

internal sealed record BanRequest(DateTimeOffset Until, string? Reason);
