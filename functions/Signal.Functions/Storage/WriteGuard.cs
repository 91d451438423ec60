namespace Signal.Functions.Storage;

/// <summary>
/// Delays the first write of a call until the replay check has completed. Tables and bus wait for it in every write, so that no function
/// can omit it.
/// </summary>
public static class WriteGuard
{
    private static readonly AsyncLocal<Func<Task>?> Confirmation = new();

    /// <summary>Guards the subsequent writes of this async flow and its child flows.</summary>
    /// <param name="confirm">Completes when writes are allowed, and throws when they are not; called before each write.</param>
    public static void Enter(Func<Task> confirm) => Confirmation.Value = confirm;

    /// <summary>Waits until writes are allowed; completes at once outside a guarded call.</summary>
    public static Task PassAsync() => Confirmation.Value?.Invoke() ?? Task.CompletedTask;
}
