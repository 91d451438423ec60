namespace Signal.LoadTest.Runs;

/// <summary>
/// The nodes that a run may connect to: those on the host of the API, those whose host was allowed by name, and nodes on this machine when
/// the API is on this machine.
/// </summary>
public sealed class NodeAddresses(Uri api, IEnumerable<string> allowedHosts)
{
    private readonly HashSet<string> _hosts = new([api.Host, .. allowedHosts.Select(host => host.Trim('[', ']'))], StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks the address of a node.</summary>
    /// <exception cref="AddressNotAllowedException">The run was not given this address.</exception>
    public Uri Require(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var node) || node.Scheme is not ("http" or "https"))
        {
            throw new AddressNotAllowedException("a node has an address that is not an http or https URL");
        }

        return _hosts.Contains(node.Host.Trim('[', ']')) || (node.IsLoopback && api.IsLoopback)
            ? node
            : throw new AddressNotAllowedException($"the node on host {node.Host} was not given; if it may be loaded, add --allow-node {node.Host}");
    }
}

/// <summary>A room was placed on a node that the run was not given.</summary>
public sealed class AddressNotAllowedException(string message) : Exception(message);
