namespace Signal.MediaNode.Bench.Benches;

/// <summary>The options of a bench.</summary>
/// <param name="Packages">The folder that holds the peer's <c>node_modules</c>.</param>
/// <param name="WorkerBin">The worker that both servers run.</param>
/// <param name="Rounds">The number of measured rounds.</param>
/// <param name="Quick">Small numbers, to check that the bench works; the figures are not meaningful.</param>
internal sealed record Options(string Packages, string WorkerBin, int Rounds, bool Quick)
{
    public int WarmUps => Quick ? 0 : 2;
}
