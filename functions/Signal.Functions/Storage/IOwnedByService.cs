namespace Signal.Functions.Storage;

/// <summary>A feature that stores data of a service, which is deleted with the service. Deletion must be idempotent.</summary>
public interface IOwnedByService
{
    /// <summary>Deletes all data of a service.</summary>
    Task DeleteOwnedAsync(string serviceId, CancellationToken cancellationToken);
}
