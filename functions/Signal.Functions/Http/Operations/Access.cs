namespace Signal.Functions.Http;

/// <summary>Who may call a route.</summary>
public enum Access
{
    /// <summary>Anonymous callers.</summary>
    Anonymous,

    /// <summary>Any authenticated service, for its own resources.</summary>
    Service,

    /// <summary>Only the superservice.</summary>
    Superservice,
}
