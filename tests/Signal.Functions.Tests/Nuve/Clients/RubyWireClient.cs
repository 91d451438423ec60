using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Signal.Functions.Nuve.MAuth;

namespace Signal.Functions.Tests.Nuve.Clients;

/// <summary>
/// Sends the bytes that mediasoup-signal's Ruby client makes Net::HTTP send: form data labelled as JSON, with Ruby's notation for the options,
/// and a signature whose base64 had a newline at its end.
/// </summary>
internal sealed class RubyWireClient(Uri address) : INuveClient
{
    public bool Has(string call) => call is not ("updateRoom" or "patchRoom" or "getUser" or "deleteUser");

    public async Task<NuveAnswer> CallAsync(string id, string key, string call, object args)
    {
        var a = JsonSerializer.SerializeToElement(args);
        string Arg(string name) => a.GetProperty(name).GetString()!;
        return call switch
        {
            "createRoom" => await SendAsync(id, key, "POST", "rooms", $"name={WebUtility.UrlEncode(Arg("name"))}&options=%7B%22p2p%22%3D%3Etrue%7D"),
            "getRooms" => await SendAsync(id, key, "GET", "rooms"),
            "getRoom" => await SendAsync(id, key, "GET", $"rooms/{Arg("room")}"),
            "deleteRoom" => await SendAsync(id, key, "DELETE", $"rooms/{Arg("room")}"),
            "createToken" => await SendAsync(id, key, "POST", $"rooms/{Arg("room")}/tokens", null, Arg("user"), Arg("role")),
            "createService" => await SendAsync(
                id, key, "POST", "services/",
                $"name={WebUtility.UrlEncode(Arg("name"))}&key={WebUtility.UrlEncode(Arg("key"))}"),
            "getServices" => await SendAsync(id, key, "GET", "services/"),
            "getService" => await SendAsync(id, key, "GET", $"services/{Arg("service")}"),
            "deleteService" => await SendAsync(id, key, "DELETE", $"services/{Arg("service")}"),
            _ => await SendAsync(id, key, "GET", $"rooms/{Arg("room")}/users/"),
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<NuveAnswer> SendAsync(string id, string key, string method, string path, string? form = null, string user = "", string role = "")
    {
        var text = new StringBuilder($"{method} /nuve/{path} HTTP/1.1\r\nAccept-Encoding: identity\r\nAccept: */*\r\nUser-Agent: Ruby\r\n");
        text.Append($"Authorization: {Authorization(id, key, user, role).Trim()}\r\n");
        if (form is not null)
        {
            text.Append($"Content-Type: application/json\r\nContent-Length: {form.Length}\r\n");
        }
        else if (method == "POST")
        {
            text.Append("Content-Length: 0\r\n");
        }

        text.Append($"Connection: close\r\nHost: {address.Authority}\r\n\r\n{form}");
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text.ToString()));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(await reader.ReadToEndAsync());
    }

    private static NuveAnswer Read(string response)
    {
        var end = response.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var body = response[(end + 4)..];
        if (response[..end].Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            var whole = new StringBuilder();
            for (var at = 0; ;)
            {
                var line = body.IndexOf("\r\n", at, StringComparison.Ordinal);
                var size = Convert.ToInt32(body[at..line], 16);
                if (size == 0)
                {
                    body = whole.ToString();
                    break;
                }

                // The bodies here are ASCII, so that characters count as bytes.
                whole.Append(body, line + 2, size);
                at = line + 2 + size + 2;
            }
        }

        return new NuveAnswer(int.Parse(response.Split(' ')[1]), body);
    }

    private static string Authorization(string id, string key, string user, string role)
    {
        var stamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var nonce = Random.Shared.Next(99999);
        var header = "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA1";
        var text = $"{stamp},{nonce}";
        if (user != "" && role != "")
        {
            header += $",mauth_username={user},mauth_role={role}";
            text += $",{user},{role}";
        }

        return $"{header},mauth_serviceid={id},mauth_cnonce={nonce},mauth_timestamp={stamp},mauth_signature={MAuthSignature.Compute(key, text)}\n";
    }
}
