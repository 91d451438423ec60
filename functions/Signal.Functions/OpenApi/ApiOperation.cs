using Signal.Functions.Http;

namespace Signal.Functions.OpenApi;

/// <summary>What the code of a function does not tell of it by its signature: who may call it, what goes in and out.</summary>
internal sealed record ApiOperation(string Tag, Access Access, int Status, Type? Answer = null)
{
    /// <summary>What the request body holds; null: there is none.</summary>
    public Type? Body { get; init; }

    /// <summary>The body is a JSON merge patch: every field may be left out, and null removes it.</summary>
    public bool IsPatch { get; init; }

    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    public IReadOnlyList<ApiParameter> Headers { get; init; } = [];

    /// <summary>The headers that the answer has.</summary>
    public IReadOnlyList<string> AnswerHeaders { get; init; } = [];

    /// <summary>Statuses of problems, besides those that follow from the rest.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>The answer's media type.</summary>
    public string MediaType { get; init; } = "application/json";
}

/// <summary>A query parameter or request header.</summary>
internal sealed record ApiParameter(string Name, string Description, string Type = "string", bool Required = false)
{
    public int? Minimum { get; init; }

    public int? Maximum { get; init; }
}
