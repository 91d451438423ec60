using System.Globalization;

namespace Signal.Functions.Http;

/// <summary>The query parameters <c>limit</c> and <c>continuation</c>.</summary>
internal readonly record struct Paging(int Limit, string? Continuation)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    public static Paging Of(CallContext context)
    {
        var query = context.Request.Query;
        var limit = DefaultLimit;
        if (query["limit"] is [{ } text]
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            throw Problems.BadRequest($"limit must be a number from 1 to {MaxLimit}.").AsException();
        }

        return new Paging(limit, query["continuation"] is [{ } continuation] ? continuation : null);
    }
}
