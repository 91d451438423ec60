using Signal.LoadTest.Media;

namespace Signal.LoadTest.Tests.Media;

public sealed class RtpCounterTests
{
    [Theory]
    [InlineData(new ushort[] { 7, 8, 9 }, 0)]
    [InlineData(new ushort[] { 7, 9, 12 }, 3)]
    [InlineData(new ushort[] { 7, 9, 8 }, 0)]
    [InlineData(new ushort[] { 7, 7, 7 }, 0)]
    [InlineData(new ushort[] { 65534, 65535, 0, 1 }, 0)]
    [InlineData(new ushort[] { 65534, 1, 0 }, 1)]
    public void Missing_packets_are_counted_by_their_sequence_numbers(ushort[] sequence, long lost)
    {
        var counter = new RtpCounter();
        foreach (var number in sequence)
        {
            counter.Add(Packet(1, number));
            counter.Add(Packet(2, 5));
        }

        Assert.Equal((2L * sequence.Length, lost), (counter.Received, counter.Lost));
    }

    [Fact]
    public void The_packets_of_bandwidth_probes_are_not_counted()
    {
        var counter = new RtpCounter();

        counter.Add([0x80, 127, 0, 1, 0, 0, 0, 0, 0, 0, 0x04, 0xD2]);

        Assert.Equal((0L, 0L), (counter.Received, counter.Lost));
    }

    [Theory]
    [InlineData("80600001000000000000000A", true)]
    [InlineData("80C80001000000000000000A", false)]
    [InlineData("16FEFD000000000000000000", false)]
    [InlineData("010100002112A44200000000", false)]
    [InlineData("806000", false)]
    public void Only_RTP_is_taken_for_RTP(string datagram, bool expected) => Assert.Equal(expected, RtpCounter.IsRtp(Convert.FromHexString(datagram)));

    private static byte[] Packet(byte ssrc, ushort sequence) => [0x80, 96, (byte)(sequence >> 8), (byte)sequence, 0, 0, 0, 0, 0, 0, 0, ssrc];
}
