namespace Signal.Functions.Http;

/// <summary>Describes a function in the OpenAPI document: what its signature and doc comment do not say. A function without it is left out.</summary>
/// <param name="tag">The group that it is listed in.</param>
/// <param name="status">The status of success.</param>
/// <param name="answer">What a successful answer holds; null: no body.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string tag, int status, Type? answer = null) : Attribute
{
    /// <summary>The group that it is listed in.</summary>
    public string Tag { get; } = tag;

    /// <summary>The status of success.</summary>
    public int Status { get; } = status;

    /// <summary>What a successful answer holds; null: no body.</summary>
    public Type? Answer { get; } = answer;

    /// <summary>What the request body holds; null: no body.</summary>
    public Type? Body { get; init; }

    /// <summary>The body is a JSON merge patch (RFC 7396): every field may be left out, and null removes it.</summary>
    public bool IsPatch { get; init; }

    /// <summary>The headers of a successful answer.</summary>
    public string[] AnswerHeaders { get; init; } = [];

    /// <summary>Statuses of problems besides those that follow from the rest.</summary>
    public int[] Problems { get; init; } = [];
}
