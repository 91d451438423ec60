namespace Signal.Local.Stack;

/// <summary>The tools that the setup found or installed.</summary>
/// <param name="AzuriteFolder">The folder that holds node_modules/azurite.</param>
/// <param name="Worker">The path of mediasoup-worker.</param>
/// <param name="CoreTools">The path of <c>func</c>; null when it is not installed, or when the app was built without the host's extensions.</param>
internal sealed record Tools(string AzuriteFolder, string Worker, string? CoreTools);
