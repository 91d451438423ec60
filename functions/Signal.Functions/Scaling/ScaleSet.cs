namespace Signal.Functions.Scaling;

/// <summary>The scale set as Azure tells it.</summary>
/// <param name="Sku">The name of its machines' size.</param>
/// <param name="Capacity">How many machines it is to have.</param>
/// <param name="Machines">Those that it has.</param>
public sealed record ScaleSet(string Sku, int Capacity, IReadOnlyList<Machine> Machines);

/// <summary>A machine of the scale set.</summary>
/// <param name="Name">Its name, which is the id of its node.</param>
/// <param name="Deleting">Whether Azure is taking it away.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record Machine(string Name, bool Deleting, DateTimeOffset CreatedAt);
