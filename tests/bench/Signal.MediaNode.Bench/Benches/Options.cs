namespace Signal.MediaNode.Bench.Benches;

/// <summary>How a bench is run.</summary>
/// <param name="Packages">The folder that holds the peer's <c>node_modules</c>.</param>
/// <param name="WorkerBin">The worker that both servers run.</param>
/// <param name="Rounds">Rounds that count.</param>
/// <param name="Quick">Small numbers, to see that it works; the figures mean nothing.</param>
internal sealed record Options(string Packages, string WorkerBin, int Rounds, bool Quick)
{
    public int WarmUps => Quick ? 0 : 2;
}
