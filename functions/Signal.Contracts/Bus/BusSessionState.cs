namespace Signal.Contracts.Bus;

/// <summary>The lock state of a session, as its receiver sees it.</summary>
public enum BusSessionState
{
    /// <summary>Unknown: the session is not accepted yet, or the broker cannot be reached.</summary>
    None,

    /// <summary>This receiver holds the session.</summary>
    Held,

    /// <summary>Another receiver holds the session; this receiver retries until it is released.</summary>
    HeldByAnother,
}
