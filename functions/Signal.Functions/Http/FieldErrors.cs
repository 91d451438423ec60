namespace Signal.Functions.Http;

/// <summary>Collects what is wrong with a body, so that all of it is told at once.</summary>
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

    /// <summary>The text is absent, or no longer than allowed.</summary>
    public FieldErrors MaxLength(string? text, int max, string field) =>
        Require(text is null || text.Length <= max, field, $"At most {max} characters.");

    /// <summary>The text is a user id.</summary>
    public FieldErrors UserId(string? id, string field) =>
        Require(Ids.IsUserId(id), field, $"1 to {Ids.MaxUserIdLength} characters, none of them a control character; not . or .., and without %2F.");

    /// <summary>The number is absent, or within its bounds.</summary>
    public FieldErrors Range(int? number, int min, int max, string field) =>
        Require(number is null || (number >= min && number <= max), field, $"A number from {min} to {max}.");

    /// <summary>Ends the request when there are errors.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw Problems.Invalid(_errors).AsException();
        }
    }
}
