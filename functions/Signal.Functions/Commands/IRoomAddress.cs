namespace Signal.Functions.Commands;

/// <summary>Names a room in a command.</summary>
public interface IRoomAddress
{
    /// <summary>The tenant.</summary>
    string ServiceId { get; }

    /// <summary>The room's id, unique within the tenant.</summary>
    string Id { get; }
}
