namespace Signal.MediaNode.Options;

/// <summary>Options that can say what is wrong with them.</summary>
internal interface ICheckedOptions
{
    /// <summary>One sentence for each problem, naming the setting and what it must be; empty when all is well.</summary>
    IEnumerable<string> Problems();
}
