namespace Signal.Contracts.Tokens;

/// <summary>A partial update of grants: null fields stay unchanged.</summary>
public sealed record GrantsPatch
{
    /// <summary>See <see cref="Grants.PublishAudio"/>.</summary>
    public bool? PublishAudio { get; init; }

    /// <summary>See <see cref="Grants.PublishVideo"/>.</summary>
    public bool? PublishVideo { get; init; }

    /// <summary>See <see cref="Grants.PublishScreen"/>.</summary>
    public bool? PublishScreen { get; init; }

    /// <summary>See <see cref="Grants.PublishData"/>.</summary>
    public bool? PublishData { get; init; }

    /// <summary>See <see cref="Grants.Subscribe"/>.</summary>
    public bool? Subscribe { get; init; }

    /// <summary>See <see cref="Grants.Hidden"/>.</summary>
    public bool? Hidden { get; init; }

    /// <summary>See <see cref="Grants.Admin"/>.</summary>
    public bool? Admin { get; init; }

    /// <summary>Returns the grants after the changes.</summary>
    public Grants Apply(Grants grants) => new()
    {
        PublishAudio = PublishAudio ?? grants.PublishAudio,
        PublishVideo = PublishVideo ?? grants.PublishVideo,
        PublishScreen = PublishScreen ?? grants.PublishScreen,
        PublishData = PublishData ?? grants.PublishData,
        Subscribe = Subscribe ?? grants.Subscribe,
        Hidden = Hidden ?? grants.Hidden,
        Admin = Admin ?? grants.Admin,
    };
}
