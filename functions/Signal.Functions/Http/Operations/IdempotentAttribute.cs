namespace Signal.Functions.Http;

/// <summary>The operation takes an <c>Idempotency-Key</c> (<see cref="IdempotencyKeys"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute
{
    internal static ParameterAttribute Parameter { get; } = new HeaderAttribute(
        IdempotencyKeys.Header, "1 to 255 characters, chosen by the caller. A retry with the same key does not create a second resource.");
}
