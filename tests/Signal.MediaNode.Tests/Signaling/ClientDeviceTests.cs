using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Messages.Requests;

namespace Signal.MediaNode.Tests.Signaling;

/// <summary>What the control plane stores of a client's description of itself, which may be any JSON object.</summary>
public sealed class ClientDeviceTests
{
    [Theory]
    [InlineData("""{"name":"Firefox","version":"153.0","os":"Linux","flag":"firefox"}""", "Firefox", "153.0", "Linux")]
    [InlineData("""{"name":"Firefox","version":153,"os":{"name":"Linux"}}""", "Firefox", null, null)]
    [InlineData("""{"name":"<b>\u0000</b>","os":""}""", "<b>\0</b>", null, null)]
    public void Texts_are_taken_as_they_are(string json, string? name, string? version, string? os) =>
        Assert.Equal(new DeviceInfo(name, version, os), DeviceOf(json));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"flag":"firefox"}""")]
    [InlineData("""{"name":null}""")]
    public void Without_a_text_there_is_no_device(string json) => Assert.Null(DeviceOf(json));

    [Fact]
    public void Long_texts_are_cut() => Assert.Equal(
        new string('n', DeviceInfo.MaxLength), DeviceOf($$"""{"name":"{{new string('n', 10_000)}}"}""")!.Name);

    [Fact]
    public void A_client_need_not_describe_itself() => Assert.Null(new JoinRequest().ClientDevice());

    private static DeviceInfo? DeviceOf(string json) => new JoinRequest { Device = JsonElement.Parse(json) }.ClientDevice();
}
