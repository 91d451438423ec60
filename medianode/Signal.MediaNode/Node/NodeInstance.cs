using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Signal.MediaNode.Node;

/// <summary>One process of a node: after a restart it is another instance.</summary>
/// <param name="NodeId">The node's id.</param>
/// <param name="Epoch">The start of the process, Unix milliseconds.</param>
internal readonly record struct NodeInstance(string NodeId, long Epoch)
{
    private const char Separator = ':';

    /// <summary>Parses the text of <see cref="ToString"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NodeInstance instance)
    {
        instance = default;
        if (text?.Split(Separator) is not [{ Length: > 0 } id, var epoch]
            || !long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        instance = new NodeInstance(id, number);
        return true;
    }

    /// <summary>The id and the epoch; also the id of the instance's key.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{NodeId}{Separator}{Epoch}");
}
