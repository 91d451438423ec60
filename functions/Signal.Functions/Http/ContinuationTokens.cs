using System.Buffers.Text;
using System.Text;
using Signal.Functions.Secrets;

namespace Signal.Functions.Http;

/// <summary>Makes the continuation of a page opaque and tamper-proof, and binds it to its list.</summary>
public sealed class ContinuationTokens(SecretBox box)
{
    /// <summary>Encrypts a continuation of the table service; null stays null.</summary>
    /// <param name="continuation">The continuation of the table service.</param>
    /// <param name="list">The name of the list, including the tenant.</param>
    public string? Seal(string? continuation, string list) =>
        continuation is null ? null : Base64Url.EncodeToString(box.Seal(Encoding.UTF8.GetBytes(continuation), "continuation " + list));

    /// <summary>Decrypts a continuation that the client sent back.</summary>
    /// <exception cref="ProblemException">400: the continuation is not valid for this list.</exception>
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

    private static ProblemException Bad() => Problems.BadRequest("The continuation is not valid for this list.").AsException();
}
