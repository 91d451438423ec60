namespace Signal.Functions.Storage;

/// <summary>A feature that keeps things of a service, which go when the service goes. Deletion may be repeated.</summary>
public interface IOwnedByService
{
    /// <summary>Deletes all that a service owns here.</summary>
    Task DeleteOwnedAsync(string serviceId, CancellationToken cancellationToken);
}
