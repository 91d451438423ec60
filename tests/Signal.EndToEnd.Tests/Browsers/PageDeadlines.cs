using Microsoft.Playwright;

namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>What Playwright waits for without a limit, with one.</summary>
internal static class PageDeadlines
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

#pragma warning disable RS0030 // The only place that may call these.
    /// <summary>Evaluates an expression or a function in the page, waits for its promise and returns its result.</summary>
    /// <exception cref="TimeoutException">The page did not answer within a minute.</exception>
    public static Task<T> ReadAsync<T>(this IPage page, string expression, object? argument = null) =>
        page.EvaluateAsync<T>(expression, argument).WaitAsync(Timeout);

    /// <summary>Evaluates an expression or a function in the page, and waits for its promise.</summary>
    /// <exception cref="TimeoutException">The page did not answer within a minute.</exception>
    public static Task RunAsync(this IPage page, string expression, object? argument = null) =>
        page.EvaluateAsync(expression, argument).WaitAsync(Timeout);

    /// <summary>Calls a function with the element.</summary>
    /// <exception cref="TimeoutException">The page did not answer within a minute.</exception>
    public static Task<T> ReadAsync<T>(this ILocator element, string function) => element.EvaluateAsync<T>(function).WaitAsync(Timeout);

    /// <summary>Calls a function with the array of all elements.</summary>
    /// <exception cref="TimeoutException">The page did not answer within a minute.</exception>
    public static Task<T> ReadAllAsync<T>(this ILocator elements, string function) => elements.EvaluateAllAsync<T>(function).WaitAsync(Timeout);

    /// <summary>Closes the window, as its user does.</summary>
    /// <exception cref="TimeoutException">The browser did not close it within a minute.</exception>
    public static Task EndAsync(this IPage page) => page.CloseAsync().WaitAsync(Timeout);

    /// <summary>Closes the pages of the context.</summary>
    /// <exception cref="TimeoutException">The browser did not close them within a minute.</exception>
    public static Task EndAsync(this IBrowserContext context) => context.CloseAsync().WaitAsync(Timeout);
#pragma warning restore RS0030
}
