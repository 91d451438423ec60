using System.Text.Json.Nodes;

namespace Signal.Mediasoup.Tests.Ortc.Generated;

/// <summary>Normalises the parts of an answer that may differ: random SSRCs become offsets from the first, an error's text a placeholder.</summary>
internal static class Normal
{
    public static JsonNode Form(JsonNode answer)
    {
        var form = answer.DeepClone();
        foreach (var (_, step) in form.AsObject())
        {
            if (step!["error"] is not null)
            {
                step["error"] = "refused";
            }
        }

        Rebase(form["producer"]?["value"]?["mapping"]?["encodings"], "mappedSsrc");
        Rebase(form["producer"]?["value"]?["consumable"]?["encodings"], "ssrc");
        foreach (var name in (string[])["consumer", "pipedConsumer", "pipeConsumer"])
        {
            Rebase(form[name]?["value"]?["encodings"], "ssrc");
        }

        return DropDefaults(form);
    }

    private static void Rebase(JsonNode? encodings, string name)
    {
        if (encodings is not JsonArray { Count: > 0 } array)
        {
            return;
        }

        var first = (long)array[0]![name]!;
        var firstRtx = (long?)array[0]!["rtx"]?["ssrc"];
        foreach (var encoding in array)
        {
            encoding![name] = (long)encoding[name]! - first;
            if (encoding["rtx"] is JsonObject rtx)
            {
                rtx["ssrc"] = (long)rtx["ssrc"]! - firstRtx;
            }
        }
    }

    // "dtx": false is expressed by omitting it.
    private static JsonNode DropDefaults(JsonNode node)
    {
        if (node is JsonObject members)
        {
            if (members["dtx"] is JsonValue dtx && !(bool)dtx)
            {
                members.Remove("dtx");
            }

            foreach (var (_, member) in members)
            {
                _ = member is null ? null : DropDefaults(member);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                _ = item is null ? null : DropDefaults(item);
            }
        }

        return node;
    }
}
