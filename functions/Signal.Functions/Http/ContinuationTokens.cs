using System.Buffers.Text;
using System.Text;
using Signal.Functions.Secrets;

namespace Signal.Functions.Http;

/// <summary>Makes the continuation of a page opaque and tamper-proof, and ties it to the list that it came from.</summary>
public sealed class ContinuationTokens(SecretBox box)
{
    /// <summary>Seals a continuation of the table service; null stays null.</summary>
    /// <param name="continuation">What the table service gave.</param>
    /// <param name="list">Names the list, tenant included.</param>
    public string? Seal(string? continuation, string list) =>
        continuation is null ? null : Base64Url.EncodeToString(box.Seal(Encoding.UTF8.GetBytes(continuation), "continuation " + list));

    /// <summary>Opens what the client sent back.</summary>
    /// <exception cref="ProblemException">400: it is not one of this list's.</exception>
    public string? Open(string? token, string list)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        try
        {
            return box.Open(Base64Url.DecodeFromChars(token), "continuation " + list) is { } continuation ? Encoding.UTF8.GetString(continuation) : throw Bad();
        }
        catch (FormatException)
        {
            throw Bad();
        }
    }

    private static ProblemException Bad() => Problems.BadRequest("The continuation is not one of this list's.").AsException();
}
