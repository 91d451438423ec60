namespace Signal.Functions.Commands;

/// <summary>Identifies a room in a command.</summary>
public interface IRoomAddress
{
    /// <summary>The service (tenant) id.</summary>
    string ServiceId { get; }

    /// <summary>The room's id, unique within the tenant.</summary>
    string Id { get; }
}
