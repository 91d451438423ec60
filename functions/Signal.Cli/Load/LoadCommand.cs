using System.CommandLine;
using System.Text.Json;
using Signal.Cli.Commands;
using Signal.Cli.Output;
using Signal.LoadTest.Figures;
using Signal.LoadTest.Peers;
using Signal.LoadTest.Runs;

namespace Signal.Cli.Load;

/// <summary><c>signal load</c></summary>
internal sealed class LoadCommand(AdminCalls calls)
{
    private static readonly LoadOptions Defaults = new();

    private readonly Option<int> _rooms = Number("--rooms", $"The number of rooms; default {Defaults.Rooms}.", Defaults.Rooms);
    private readonly Option<int> _peers = Number("--peers", $"The number of peers per room; default {Defaults.PeersPerRoom}.", Defaults.PeersPerRoom);
    private readonly Option<int?> _publishers = new("--publishers") { Description = "How many peers of a room publish audio and video; default: all." };
    private readonly Option<double> _rate = Number("--rate", $"Joins per second; default {Defaults.Rate}.", Defaults.Rate!.Value);
    private readonly Option<bool> _burst = new("--burst") { Description = "All peers join at once." };
    private readonly Option<TimeSpan?> _ramp = Durations.Option("--ramp", "The time in which the rate of joins grows from 0");
    private readonly Option<TimeSpan?> _duration = Durations.Option("--duration", "The time from the first join to the end; default 1m");
    private readonly Option<double> _churn = Number("--churn", "Peers per second that leave and join again.", 0.0);
    private readonly Option<double> _messages = Number("--messages", "Mute and unmute requests per second over all publishers.", 0.0);
    private readonly Option<double> _cut = Number("--cut", "The share of the connections, from 0 to 1, that is cut without a close message.", 0.0);
    private readonly Option<TimeSpan?> _cutEvery = Durations.Option("--cut-every", "The interval between cuts; default: once, at half of the duration");
    private readonly Option<double> _media = Number("--media", "The share of the peers of each room, from 0 to 1, that send and receive RTP.", 0.0);
    private readonly Option<PeerEncoding> _encoding = new("--encoding") { Description = "The hub protocol: json or messagepack." };
    private readonly Option<string?> _region = new("--region") { Description = "The placement region of the rooms." };
    private readonly Option<string[]> _allowed = new("--allow-node")
    {
        Description = "The host of nodes that may be loaded. Repeatable; the host of the control plane is allowed.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<FileInfo?> _out = new("--out") { Description = "Writes the result as JSON to this file." };

    public Command Create() => calls.Command(
        "load",
        "Loads the installation with rooms and peers, and measures it. Use it on your own installation only.",
        RunAsync,
        _rooms, _peers, _publishers, _rate, _burst, _ramp, _duration, _churn, _messages, _cut, _cutEvery, _media, _encoding, _region, _allowed, _out);

    private async Task<int> RunAsync(AdminCall call)
    {
        var options = Read(call);
        if (options.FindProblem() is { } problem)
        {
            throw new CliException(ExitCodes.Usage, problem);
        }

        RequireWritable(call.Get(_out));
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
        var addresses = new NodeAddresses(call.Connection.Address, call.GetRequired(_allowed));
        var result = await RunAsync(new LoadRun(http, call.Connection, addresses, options, calls.Time), options, call.Cancelled);
        if (call.Get(_out) is { } file)
        {
            await using var stream = file.Create();
            await JsonSerializer.SerializeAsync(stream, result, LoadJson.Default.LoadResult, CancellationToken.None);
        }

        await (call.Get(calls.Options.Format) == OutputFormat.Json
            ? calls.Environment.Output.WriteLineAsync(JsonSerializer.Serialize(result, LoadJson.Default.LoadResult))
            : LoadReport.WriteAsync(calls.Environment.Output, result));
        return result.Interrupted ? ExitCodes.Cancelled : result.Join is null ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private async Task<LoadResult> RunAsync(LoadRun run, LoadOptions options, CancellationToken cancelled)
    {
        using var finished = new CancellationTokenSource();
        var bar = LoadProgressBar.ShowAsync(calls.Environment, run, options, finished.Token);
        try
        {
            return await run.RunAsync(cancelled);
        }
        catch (AddressNotAllowedException error)
        {
            throw new CliException(ExitCodes.Usage, error.Message);
        }
        finally
        {
            await finished.CancelAsync();
            await bar;
        }
    }

    private LoadOptions Read(AdminCall call) => new()
    {
        Rooms = call.Get(_rooms),
        PeersPerRoom = call.Get(_peers),
        PublishersPerRoom = call.Get(_publishers),
        Rate = call.Get(_burst) ? null : call.Get(_rate),
        Ramp = call.Get(_ramp) ?? Defaults.Ramp,
        Duration = call.Get(_duration) ?? Defaults.Duration,
        Churn = call.Get(_churn),
        Messages = call.Get(_messages),
        Cut = call.Get(_cut),
        CutEvery = call.Get(_cutEvery),
        Media = call.Get(_media),
        Encoding = call.Get(_encoding),
        Region = call.Get(_region),
    };

    /// <summary>A file that cannot be written is reported before the load, not after it.</summary>
    private static void RequireWritable(FileInfo? file) => file?.Open(FileMode.OpenOrCreate, FileAccess.Write).Dispose();

    private static Option<T> Number<T>(string name, string description, T otherwise)
        where T : struct => new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
