namespace Signal.Functions.Http;

/// <summary>
/// Declares who may call a function, or all functions of a class. Without it: any authenticated service (<see cref="Access.Service"/>).
/// </summary>
/// <param name="access">Who may call.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessAttribute(Access access) : Attribute
{
    /// <summary>Who may call.</summary>
    public Access Access { get; } = access;
}
