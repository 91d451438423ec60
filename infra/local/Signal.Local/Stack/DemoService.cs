namespace Signal.Local.Stack;

/// <summary>The service (tenant) whose rooms the demo page opens.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its key.</param>
internal sealed record DemoService(string Id, string Key);
