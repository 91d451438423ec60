namespace Signal.Functions.Storage;

/// <summary>
/// Holds back the first write of a call until the call is known to be no replay. Tables and bus wait for it in every write, so that no function can
/// forget it.
/// </summary>
public static class WriteGuard
{
    private static readonly AsyncLocal<Func<Task>?> Confirmation = new();

    /// <summary>Guards what the caller goes on to do, in this flow of control and those that it starts.</summary>
    /// <param name="confirm">Completes when writing is allowed, and throws when it is not; called before each write.</param>
    public static void Enter(Func<Task> confirm) => Confirmation.Value = confirm;

    /// <summary>Waits until writing is allowed; at once outside a guarded call.</summary>
    public static Task PassAsync() => Confirmation.Value?.Invoke() ?? Task.CompletedTask;
}
