namespace Signal.Functions.Scaling;

/// <summary>The state of the scale set in Azure.</summary>
/// <param name="Sku">The size of the machines (SKU name).</param>
/// <param name="Capacity">The configured number of machines.</param>
/// <param name="Machines">The existing machines.</param>
public sealed record ScaleSet(string Sku, int Capacity, IReadOnlyList<Machine> Machines);

/// <summary>A machine of the scale set.</summary>
/// <param name="Name">The name, which is the id of the node.</param>
/// <param name="Deleting">Whether Azure is deleting the machine.</param>
/// <param name="CreatedAt">When the machine was created.</param>
public sealed record Machine(string Name, bool Deleting, DateTimeOffset CreatedAt);
