using System.Net.Http.Headers;
using System.Net.Sockets;
using Signal.Hosting.Startup;
using Signal.Local.Processes;

namespace Signal.Local.Stack;

/// <summary>Waits until a process is ready.</summary>
internal sealed class Readiness(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);
    private static readonly byte[] AmqpHeader = [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', 3, 1, 0, 0];
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(10);
    private readonly HttpClient _http = new();

    /// <summary>Waits for any HTTP response.</summary>
    public Task AnswersAsync(StackProcess process, string url, CancellationToken cancellationToken) =>
        WaitAsync(process, poll => GetAsync(url, _ => true, poll), cancellationToken);

    /// <summary>Waits for a successful HTTP response.</summary>
    public Task SucceedsAsync(StackProcess process, string url, CancellationToken cancellationToken) =>
        WaitAsync(process, poll => GetAsync(url, answer => answer.IsSuccessStatusCode, poll), cancellationToken);

    /// <summary>Waits until the broker answers the AMQP 1.0 protocol header (SASL, section 5.3.2 of the specification).</summary>
    public Task SpeaksAmqpAsync(StackProcess process, int port, CancellationToken cancellationToken) =>
        WaitAsync(process, poll => GreetAsync(port, poll), cancellationToken);

    /// <summary>Polls <paramref name="isReady"/>, whose token ends a poll that takes too long.</summary>
    /// <exception cref="StartupException">The process was not ready in time.</exception>
    public async Task WaitAsync(StackProcess process, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); !await PollAsync(isReady, cancellationToken);)
        {
            if (time.GetElapsedTime(started) > Timeout)
            {
                throw new StartupException($"{process.Name} was not ready in {Timeout.TotalSeconds} seconds; see its log: {process.Log}");
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> PollAsync(Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(PollTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await isReady(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<bool> GreetAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            await client.GetStream().WriteAsync(AmqpHeader, cancellationToken);
            var answer = new byte[AmqpHeader.Length];
            await client.GetStream().ReadExactlyAsync(answer, cancellationToken);
            return answer.AsSpan(0, 4).SequenceEqual(AmqpHeader.AsSpan(0, 4));
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }

    private async Task<bool> GetAsync(string url, Func<HttpResponseMessage, bool> good, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var answer = await _http.SendAsync(request, cancellationToken);
            return good(answer);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
