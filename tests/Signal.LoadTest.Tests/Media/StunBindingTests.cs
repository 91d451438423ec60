using System.Security.Cryptography;
using Signal.LoadTest.Media;

namespace Signal.LoadTest.Tests.Media;

public sealed class StunBindingTests
{
    // The sample response of RFC 5769, section 2.2.
    private const string Password = "VOkJxbRl1RmTxUk/WvJxBt";
    private const string TransactionId = "B7E7A701BC34D686FA87DFAE";
    private const string Response =
        "0101003C2112A442" + TransactionId + "8022000B7465737420766563746F7220" + "002000080001A147E112A643"
        + "000800142B91F599FD9E90C38C7489F92AF9BA53F06BE7D7" + "80280004C07D4C96";

    [Fact]
    public void The_response_of_someone_who_knows_the_password_is_recognised() => Assert.True(IsResponse(Response));

    [Theory]
    [InlineData(Response, TransactionId, "another password")]
    [InlineData(Response, "B7E7A701BC34D686FA87DFAF", Password)]
    [InlineData("", TransactionId, Password)]
    [InlineData("0101003C2112A442" + TransactionId, TransactionId, Password)]
    [InlineData("010100042112A442" + TransactionId + "00080014", TransactionId, Password)]
    [InlineData("010100042112A442" + TransactionId + "8022FFFF", TransactionId, Password)]
    public void Other_messages_are_not(string message, string transactionId, string password) => Assert.False(IsResponse(message, transactionId, password));

    [Fact]
    public void A_changed_response_is_not() =>
        Assert.False(IsResponse(Response.Replace("A147", "A148", StringComparison.Ordinal)));

    [Fact]
    public void Requests_have_the_length_that_they_tell()
    {
        var request = StunBinding.Request(RandomNumberGenerator.GetBytes(StunBinding.TransactionIdLength), "abc:load", "password");

        Assert.Equal((1, request.Length - 20), ((request[0] << 8) | request[1], (request[2] << 8) | request[3]));
        Assert.Equal(0, request.Length % 4);
    }

    private static bool IsResponse(string message, string transactionId = TransactionId, string password = Password) =>
        StunBinding.IsResponse(Convert.FromHexString(message), Convert.FromHexString(transactionId), password);
}
