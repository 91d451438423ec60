using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>Tests of calls through the demo page; all pages are closed after each test.</summary>
public abstract class CallTests(StackFixture stack, Chromium chromium) : IAsyncDisposable
{
    /// <summary>The stack that all tests share.</summary>
    protected StackFixture Stack => stack;

    /// <summary>Closes the pages.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await chromium.CloseAllAsync();
    }

    private protected Task<CallPage> JoinAsync(string room, string name, string query = "") =>
        CallPage.JoinAsync(chromium, stack.DemoUrl, room, name, query);

    /// <summary>Joins through the page that a given node serves.</summary>
    private protected Task<CallPage> JoinAtAsync(string nodeId, string room, string name) =>
        CallPage.JoinAsync(chromium, stack.Nodes[nodeId] + "/", room, name);

    /// <summary>Two participants who see each other's tiles.</summary>
    private protected async Task<(CallPage Ada, CallPage Grace)> CallAsync(string room)
    {
        var ada = await JoinAsync(room, "Ada");
        var grace = await JoinAsync(room, "Grace");
        await Task.WhenAll(ada.SeesOthersAsync(1), grace.SeesOthersAsync(1));
        return (ada, grace);
    }

    private protected Task<CallPage> OpenAsync(string room, string name, string query = "") =>
        CallPage.OpenAsync(chromium, stack.DemoUrl, room, name, query);
}
