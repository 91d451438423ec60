namespace Signal.Functions.Http;

/// <summary>Collects the validation errors of a body, so that one response reports all of them.</summary>
public sealed class FieldErrors
{
    private readonly List<FieldError> _errors = [];

    /// <summary>Adds an error unless the condition holds.</summary>
    public FieldErrors Require(bool condition, string field, string detail)
    {
        if (!condition)
        {
            _errors.Add(new FieldError(field, detail));
        }

        return this;
    }

    /// <summary>Requires that the text is absent, or not longer than the maximum.</summary>
    public FieldErrors MaxLength(string? text, int max, string field) =>
        Require(text is null || text.Length <= max, field, $"At most {max} characters.");

    /// <summary>Requires that the text is a valid user id.</summary>
    public FieldErrors UserId(string? id, string field) =>
        Require(Ids.IsUserId(id), field, $"1 to {Ids.MaxUserIdLength} characters; no control characters, no %2F, and not '.' or '..'.");

    /// <summary>Requires that the number is absent, or within its range.</summary>
    public FieldErrors Range(int? number, int min, int max, string field) =>
        Require(number is null || (number >= min && number <= max), field, $"A number from {min} to {max}.");

    /// <summary>Fails the request when there are errors.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw Problems.Invalid(_errors).AsException();
        }
    }
}
