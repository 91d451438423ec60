namespace Signal.Functions.Nodes;

/// <summary>A node gets no new rooms because of a fault; its rooms stay.</summary>
/// <param name="Reason">One of <see cref="QuarantineReasons"/>.</param>
/// <param name="Since">When the quarantine began.</param>
/// <param name="SeenAt">When the fault was last present.</param>
public sealed record Quarantine(string Reason, DateTimeOffset Since, DateTimeOffset SeenAt);
