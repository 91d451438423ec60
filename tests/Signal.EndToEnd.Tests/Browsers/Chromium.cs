using Microsoft.Playwright;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>One headless Chromium with fake camera and microphone, shared by the tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Pictures are encoded and decoded in software: more of them take the CPU that the pages and the stack need, and prove no more.
    private const int FramesPerSecond = 10;

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        $"--use-fake-device-for-media-stream=fps={FramesPerSecond}",
        "--use-fake-ui-for-media-stream",
        "--auto-select-desktop-capture-source=Entire screen",
        "--allow-loopback-in-peer-connection",
        "--autoplay-policy=no-user-gesture-required",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    private static readonly TimeSpan ExpectTimeout = TimeSpan.FromSeconds(60);

    private readonly List<IBrowserContext> _open = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // A busy machine is slow, and the pages read again only every few seconds.
        Assertions.SetDefaultExpectTimeout((float)ExpectTimeout.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Headless = true,
            Args = [.. Flags, $"--ignore-certificate-errors-spki-list={TurnCertificate.Fingerprint}"],
        });
    }

    /// <summary>A separate page: it shares only the process with the others.</summary>
    public async Task<IPage> NewPageAsync(ViewportSize? viewport = null)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = viewport ?? new ViewportSize { Width = 1280, Height = 800 },
            Permissions = ["camera", "microphone"],
        });
        _open.Add(context);
        await context.AddInitScriptAsync(PeerConnections.Recorder);
        await context.AddInitScriptAsync(Microphone.Unprocessed);
        return await context.NewPageAsync();
    }

    /// <summary>Closes all pages, so that they take no CPU from the next test.</summary>
    public async ValueTask CloseAllAsync()
    {
        foreach (var context in _open)
        {
            await context.EndAsync();
        }

        _open.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
