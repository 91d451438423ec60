namespace Signal.Functions.Http;

/// <summary>
/// Describes a function in the OpenAPI document, in addition to its signature and doc comment. A function without it is left out.
/// </summary>
/// <param name="tag">The tag that groups the operation.</param>
/// <param name="status">The status code on success.</param>
/// <param name="answer">The type of the response body; null: no body.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string tag, int status, Type? answer = null) : Attribute
{
    /// <summary>The tag that groups the operation.</summary>
    public string Tag { get; } = tag;

    /// <summary>The status code on success.</summary>
    public int Status { get; } = status;

    /// <summary>The type of the response body; null: no body.</summary>
    public Type? Answer { get; } = answer;

    /// <summary>The type of the request body; null: no body.</summary>
    public Type? Body { get; init; }

    /// <summary>The body is a JSON merge patch (RFC 7396): every field is optional, and null removes it.</summary>
    public bool IsPatch { get; init; }

    /// <summary>The response headers on success.</summary>
    public string[] AnswerHeaders { get; init; } = [];

    /// <summary>Status codes of problems in addition to those that the other attributes imply.</summary>
    public int[] Problems { get; init; } = [];
}
