namespace Signal.Contracts.Bus;

/// <summary>Who holds a session, as its receiver sees it.</summary>
public enum BusSessionState
{
    /// <summary>Not known: the session is not accepted yet, or the broker cannot be reached.</summary>
    None,

    /// <summary>This receiver holds the session.</summary>
    Held,

    /// <summary>Another receiver holds the session; accepting it is tried again until it is released.</summary>
    HeldByAnother,
}
