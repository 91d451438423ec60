using System.Diagnostics.CodeAnalysis;

namespace Signal.Contracts.Tokens;

/// <summary>Named sets of grants. A token carries both the role and the resulting grants.</summary>
public static class Roles
{
    /// <summary>Publishes and subscribes.</summary>
    public const string Presenter = "presenter";

    /// <summary>Subscribes and may chat.</summary>
    public const string Viewer = "viewer";

    /// <summary>Publishes only, for example a camera or a broadcaster.</summary>
    public const string Publisher = "publisher";

    /// <summary>A presenter who may also mute and remove others.</summary>
    public const string Moderator = "moderator";

    /// <summary>Subscribes without being visible to the other peers.</summary>
    public const string Observer = "observer";

    private static readonly Dictionary<string, Grants> Known = new(StringComparer.Ordinal)
    {
        [Presenter] = new() { PublishAudio = true, PublishVideo = true, PublishScreen = true, PublishData = true, Subscribe = true },
        [Viewer] = new() { PublishData = true, Subscribe = true },
        [Publisher] = new() { PublishAudio = true, PublishVideo = true, PublishScreen = true, PublishData = true },
        [Moderator] = new() { PublishAudio = true, PublishVideo = true, PublishScreen = true, PublishData = true, Subscribe = true, Admin = true },
        [Observer] = new() { Subscribe = true, Hidden = true },
    };

    /// <summary>The names of all roles.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Finds the grants of a role; the name is case-sensitive.</summary>
    public static bool TryGetGrants(string role, [NotNullWhen(true)] out Grants? grants) => Known.TryGetValue(role, out grants);
}
