namespace Signal.MediaNode.Links;

/// <summary>Keeps a link open. Not thread-safe.</summary>
internal sealed class LinkLease(Link link) : IDisposable
{
    private bool _ended;

    public Link Link => link;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            link.Release();
        }
    }
}
