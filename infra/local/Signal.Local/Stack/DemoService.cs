namespace Signal.Local.Stack;

/// <summary>The service (tenant) of the demo page.</summary>
/// <param name="Id">The service id.</param>
/// <param name="Key">The service key.</param>
internal sealed record DemoService(string Id, string Key);
