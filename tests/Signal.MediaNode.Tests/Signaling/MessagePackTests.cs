using System.Buffers;
using System.Text.Json;
using CsCheck;
using MessagePack;
using Signal.MediaNode.Signaling.Protocol;

namespace Signal.MediaNode.Tests.Signaling;

/// <summary>MessagePack carries the same model as JSON.</summary>
public sealed class MessagePackTests
{
    [Fact]
    public void Values_of_JSON_pass_through_unchanged()
    {
        HostileCalls.Any.Sample(call =>
        {
            var json = JsonSerializer.SerializeToElement(call.Arguments);
            var back = Read(Write(json));
            Assert.True(JsonElement.DeepEquals(json, back), $"{json} became {back}");
        });
    }

    [Fact]
    public void Whole_floats_are_read_as_whole_numbers()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(4);
        writer.Write(3.0);
        writer.Write(3.5f);
        writer.Write(ulong.MaxValue);
        writer.Write(-1);
        writer.Flush();

        Assert.Equal("[3,3.5,18446744073709551615,-1]", Read(buffer.WrittenMemory).GetRawText());
    }

    [Fact]
    public void Values_without_a_JSON_form_are_refused()
    {
        Assert.Throws<MessagePackSerializationException>(() => Read(Pack((ref MessagePackWriter writer) => writer.Write(double.NaN))));
        Assert.Throws<MessagePackSerializationException>(() => Read(Pack((ref MessagePackWriter writer) =>
            writer.WriteExtensionFormat(new ExtensionResult(5, new byte[3])))));
        Assert.Throws<MessagePackSerializationException>(() => Read(Pack((ref MessagePackWriter writer) =>
        {
            writer.WriteMapHeader(1);
            writer.Write(1);
            writer.Write(2);
        })));
        Assert.Throws<MessagePackSerializationException>(() => Read(Pack((ref MessagePackWriter writer) =>
        {
            for (var depth = 0; depth < 100; depth++)
            {
                writer.WriteArrayHeader(1);
            }

            writer.WriteNil();
        })));
    }

    private delegate void Writing(ref MessagePackWriter writer);

    private static ReadOnlyMemory<byte> Pack(Writing write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Write(JsonElement value) => Pack((ref MessagePackWriter writer) => MessagePackTranscoder.Write(ref writer, value));

    private static JsonElement Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        return MessagePackTranscoder.Read(ref reader);
    }
}
