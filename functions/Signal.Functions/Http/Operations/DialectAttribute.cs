namespace Signal.Functions.Http;

/// <summary>The functions of a class speak this <see cref="IApiDialect"/>. Without it: the dialect that is registered first, that of <c>/v1</c>.</summary>
/// <param name="dialect">The type of the dialect.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DialectAttribute(Type dialect) : Attribute
{
    /// <summary>The type of the dialect.</summary>
    public Type Dialect { get; } = dialect;
}
