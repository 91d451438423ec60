namespace Signal.MediaNode.Bench.Benches;

/// <summary>The options of a bench.</summary>
/// <param name="Packages">The folder that holds the peer's <c>node_modules</c>; empty for a bench without the peer.</param>
/// <param name="WorkerBin">The worker that all servers run.</param>
/// <param name="Rounds">The number of measured rounds.</param>
/// <param name="Quick">Small numbers, to check that the bench works; the figures are not meaningful.</param>
/// <param name="Only">The part of the bench that is run; null: all.</param>
internal sealed record Options(string Packages, string WorkerBin, int Rounds, bool Quick, string? Only)
{
    public int WarmUps => Quick ? 0 : 2;
}
