namespace Signal.Functions.Http;

/// <summary>Who may call a route.</summary>
public enum Access
{
    /// <summary>Anybody.</summary>
    Anonymous,

    /// <summary>Any service, about its own things.</summary>
    Service,

    /// <summary>The superservice alone.</summary>
    Superservice,
}
