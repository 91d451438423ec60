using Signal.LoadTest.Media;

namespace Signal.LoadTest.Tests.Media;

public sealed class SrtpSenderTests
{
    // The keys of RFC 3711, appendix B.3, and the packet that libsrtp validates itself with.
    private const string MasterKey = "E1F97A0D3E018BE0D64FA32C06DE4139";
    private const string MasterSalt = "0EC675AD498AFEEBB6960B3AABE6";
    private const string Header = "800F1234DECAFBADCAFEBABE";

    [Fact]
    public void A_packet_is_protected_as_the_specification_says()
    {
        using var sender = NewSender();
        var packet = Convert.FromHexString(Header + string.Concat(Enumerable.Repeat("AB", 16)) + new string('0', 2 * SrtpSender.TagLength));

        sender.Protect(packet);

        Assert.Equal(Header + "4E55DC4CE79978D88CA4D215949D2402" + "B78D6ACC99EA179B8DBB", Convert.ToHexString(packet));
    }

    [Fact]
    public void Sequence_numbers_that_start_again_change_the_key_stream()
    {
        using var sender = NewSender();
        string Protect(ushort sequence)
        {
            var packet = Convert.FromHexString($"800F{sequence:X4}DECAFBADCAFEBABE{new string('0', 2 * (16 + SrtpSender.TagLength))}");
            sender.Protect(packet);
            return Convert.ToHexString(packet);
        }

        var first = Protect(1);
        Protect(ushort.MaxValue);

        Assert.NotEqual(first, Protect(1));
    }

    private static SrtpSender NewSender() =>
        new(Convert.FromHexString(MasterKey + new string('0', MasterKey.Length) + MasterSalt + new string('0', MasterSalt.Length)));
}
