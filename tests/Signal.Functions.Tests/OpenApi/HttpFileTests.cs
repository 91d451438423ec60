using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.OpenApi;

/// <summary>Runs signal.http from top to bottom.</summary>
public sealed class HttpFileTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_request_works_in_the_order_of_the_file()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode("node-1");
        await node.ReportUntilKnownAsync(installation.Superservice);
        var file = new HttpFile(await File.ReadAllTextAsync(Repository.PathOf("functions", "Signal.Functions", "signal.http")));
        var answers = new Dictionary<string, (Answer Answer, HttpFile.Request Request)>();
        ServiceCaller? service = null;

        foreach (var request in file.Requests)
        {
            using var message = Message(request, text => file.Fill(text, Resolve));
            var answer = await installation.SendAsync(message);
            Assert.True(
                request.Answers is { } announced ? answer.Status == announced : answer.Status is >= 200 and < 300,
                $"{request.Title}: {answer.Status} {answer.Body}");
            if (request.Name is { } name)
            {
                answers[name] = (answer, request);
            }

            if (request.Name is "createService" or "createKey")
            {
                var id = answers["createService"].Answer.Text("id");
                service = installation.Caller(id, answer.Json.GetProperty("newKey").GetProperty("key").GetString()!);
            }
            else if (request.Name == "mint")
            {
                await JoinAsync();
            }
        }

        string? Resolve(string name) => name switch
        {
            "host" => "",
            "$guid" => Guid.NewGuid().ToString(),
            "superservice" => Credential(installation.Superservice),
            "service" => Credential(service!),
            "peerId" => FakeNode.Peer("alice").PeerId,
            _ when name.Split('.', 4) is [var request, "response", "body", var path] => Follow(answers[request].Answer.Json, path),
            _ when name.Split('.', 4) is [var request, "response", "headers", "ETag"] => answers[request].Answer.ETag,
            _ => null,
        };

        async Task JoinAsync()
        {
            var room = answers["createRoom"].Answer.Text("id");
            await node.StartRoomAsync(service!.ServiceId, room);
            await node.JoinAsync(service.ServiceId, room, FakeNode.Peer("alice"));
            await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{room}/participants/alice")).Status == 200);
        }
    }

    private static string Credential(ServiceCaller caller) => caller.Sign(caller.Claims());

    private static string Follow(JsonElement json, string path) =>
        path.Split('.').Skip(1).Aggregate(json, (value, name) => value.GetProperty(name)).GetString()!;

    private static HttpRequestMessage Message(HttpFile.Request request, Func<string, string> fill)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(fill(request.Url), UriKind.Relative));
        if (request.Body is { } body)
        {
            message.Content = new StringContent(fill(body), Encoding.UTF8);
        }

        foreach (var (name, value) in request.Headers)
        {
            if (name == "Content-Type")
            {
                message.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, fill(value));
            }
        }

        return message;
    }
}
