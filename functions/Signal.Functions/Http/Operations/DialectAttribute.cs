namespace Signal.Functions.Http;

/// <summary>
/// Declares the <see cref="IApiDialect"/> of the functions of a class. Without it: the dialect that is registered first, that of
/// <c>/v1</c>.
/// </summary>
/// <param name="dialect">The type of the dialect.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DialectAttribute(Type dialect) : Attribute
{
    /// <summary>The type of the dialect.</summary>
    public Type Dialect { get; } = dialect;
}
