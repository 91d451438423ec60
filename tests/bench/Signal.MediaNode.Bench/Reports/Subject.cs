namespace Signal.MediaNode.Bench.Reports;

/// <summary>One of the things that a scenario compares.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="MeasureAsync">Runs one round.</param>
internal sealed record Subject(string Name, Func<Task<IReadOnlyList<Figure>>> MeasureAsync);
