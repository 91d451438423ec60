using Signal.Testing;
using WebDriverBiDi;
using WebDriverBiDi.BrowsingContext;
using WebDriverBiDi.Script;
using WebDriverBiDi.Session;

namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>One headless Firefox with fake camera and microphone, driven over WebDriver BiDi. Where none can be had, its tests are skipped.</summary>
public sealed class Firefox : IAsyncLifetime
{
    private const string Announcement = "WebDriver BiDi listening on ";
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(60);

    // Without a lasting permission for camera and microphone, Firefox gathers candidates of the default route only: not 127.0.0.1, where the nodes listen.
    private static readonly string[] Preferences =
    [
        "'media.navigator.streams.fake', true", "'permissions.default.camera', 1", "'permissions.default.microphone', 1",
        "'media.peerconnection.ice.loopback', true", "'media.autoplay.default', 0",
    ];

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("signal-firefox-");
    private readonly BiDiDriver _driver = new(CommandTimeout);
    private ChildProcess? _process;
    private string _missing = "";

    public async ValueTask InitializeAsync()
    {
        string executable;
        try
        {
            executable = await SetupScript.RunAsync("firefox.sh", TestContext.Current.CancellationToken);
        }
        catch (InvalidOperationException error)
        {
            _missing = error.Message;
            return;
        }

        await File.WriteAllLinesAsync(
            Path.Combine(_profile.FullName, "user.js"), Preferences.Select(preference => $"user_pref({preference});"));
        _process = ChildProcess.Start(executable, ["--headless", "--no-remote", "--profile", _profile.FullName, "--remote-debugging-port", "0"]);
        var line = await _process.WaitForLineAsync(Announcement);
        await _driver.StartAsync(line[(line.IndexOf(Announcement, StringComparison.Ordinal) + Announcement.Length)..].Trim() + "/session");
        await _driver.Session.NewSessionAsync(new NewCommandParameters());
        await _driver.Script.AddPreloadScriptAsync(new AddPreloadScriptCommandParameters($"() => {{ {PeerConnections.Recorder} }}"));
    }

    /// <summary>Opens an address in a new tab and returns the tab's id. Skips the test when there is no Firefox.</summary>
    internal async Task<string> OpenAsync(string url)
    {
        Assert.SkipWhen(_missing.Length > 0, $"Firefox is not available: {_missing}");
        var tab = (await _driver.BrowsingContext.CreateAsync(new CreateCommandParameters(CreateType.Tab))).BrowsingContextId;
        await _driver.BrowsingContext.NavigateAsync(new NavigateCommandParameters(tab, url) { Wait = ReadinessState.Complete });
        return tab;
    }

    /// <summary>Evaluates a JavaScript expression in a tab, waits for its promise and returns its text.</summary>
    internal async Task<string> EvaluateAsync(string tab, string expression)
    {
        var result = await _driver.Script.EvaluateAsync(
            new EvaluateCommandParameters($"(async () => String(await ({expression})))()", new ContextTarget(tab), awaitPromise: true));
        return result.TryAs<EvaluateResultSuccess>(out var success)
            ? success.Result.As<StringRemoteValue>().Value
            : throw new InvalidOperationException(result.As<EvaluateResultException>().ExceptionDetails.Text);
    }

    internal Task CloseAsync(string tab) => _driver.BrowsingContext.CloseAsync(new CloseCommandParameters(tab));

    public async ValueTask DisposeAsync()
    {
        await _driver.DisposeAsync();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _profile.Delete(recursive: true);
    }
}
