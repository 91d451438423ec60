namespace Signal.Functions.Http;

/// <summary>A parameter of an operation, for the OpenAPI document.</summary>
/// <param name="place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="name">The name of the parameter.</param>
/// <param name="description">The description for the OpenAPI document.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class ParameterAttribute(string place, string name, string description) : Attribute
{
    /// <summary><c>path</c>, <c>query</c> or <c>header</c>.</summary>
    public string Place { get; } = place;

    /// <summary>The name of the parameter.</summary>
    public string Name { get; } = name;

    /// <summary>The description for the OpenAPI document.</summary>
    public string Description { get; } = description;

    /// <summary>The JSON type of its value.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Whether the parameter is required.</summary>
    public bool Required { get; init; }

    /// <summary>The minimum value; -1: no limit.</summary>
    public int Minimum { get; init; } = -1;

    /// <summary>The maximum value; -1: no limit.</summary>
    public int Maximum { get; init; } = -1;
}

/// <summary>A query parameter.</summary>
/// <param name="name">The name of the parameter.</param>
/// <param name="description">The description for the OpenAPI document.</param>
public sealed class QueryAttribute(string name, string description) : ParameterAttribute("query", name, description);

/// <summary>A request header.</summary>
/// <param name="name">The name of the parameter.</param>
/// <param name="description">The description for the OpenAPI document.</param>
public sealed class HeaderAttribute(string name, string description) : ParameterAttribute("header", name, description);

/// <summary>A route parameter.</summary>
internal sealed class PathParameterAttribute : ParameterAttribute
{
    public PathParameterAttribute(string name)
        : base("path", name, "The id.") => Required = true;
}
