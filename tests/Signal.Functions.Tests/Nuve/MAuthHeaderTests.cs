using CsCheck;
using Signal.Functions.Nuve.MAuth;

namespace Signal.Functions.Tests.Nuve;

public sealed class MAuthHeaderTests
{
    private const string Fixed = "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA1";

    [Fact]
    public void Reads_every_field_of_what_the_clients_send()
    {
        Assert.True(MAuthHeader.TryParse(
            Fixed + ",mauth_username=alice,mauth_role=presenter,mauth_serviceid=5dbc,mauth_cnonce=98073,mauth_timestamp=1582774019442,mauth_signature=YjVj==",
            out var header));
        Assert.Equal("5dbc", header.ServiceId);
        Assert.Equal("HMAC_SHA1", header.SignatureMethod);
        Assert.Equal("98073", header.Nonce);
        Assert.Equal("1582774019442", header.Timestamp);
        Assert.Equal("YjVj==", header.Signature);
        Assert.Equal("1582774019442,98073,alice,presenter", header.TextToSign);
    }

    [Fact]
    public void Fields_come_in_any_order()
    {
        Assert.True(MAuthHeader.TryParse(
            "MAuth mauth_signature=YQ==,mauth_timestamp=1,mauth_cnonce=2,mauth_serviceid=s,mauth_signature_method=HMAC_SHA1,realm=\"\"", out var header));
        Assert.Equal("1,2", header.TextToSign);
        Assert.Equal("s", header.ServiceId);
    }

    [Theory]
    [InlineData("mauth_username=alice")]
    [InlineData("mauth_role=presenter")]
    public void A_user_without_a_role_or_a_role_without_a_user_is_not_signed(string only)
    {
        Assert.True(MAuthHeader.TryParse($"{Fixed},{only},mauth_serviceid=s,mauth_cnonce=2,mauth_timestamp=1,mauth_signature=x", out var header));
        Assert.Equal("1,2", header.TextToSign);
    }

    [Fact]
    public void A_newline_at_the_end_of_the_signature_is_ignored()
    {
        Assert.True(MAuthHeader.TryParse($"{Fixed},mauth_serviceid=s,mauth_cnonce=2,mauth_timestamp=1,mauth_signature=YQ==\n", out var header));
        Assert.Equal("YQ==", header.Signature);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer x")]
    [InlineData("MAuth ")]
    [InlineData("MAuth realm=x,mauth_serviceid=s")]
    [InlineData(Fixed + ",mauth_serviceid=s,mauth_cnonce=2,mauth_timestamp=1")]
    [InlineData(Fixed + ",mauth_serviceid=s,mauth_cnonce=2,mauth_timestamp=abc,mauth_signature=x")]
    [InlineData(Fixed + ",mauth_serviceid=s,mauth_cnonce=2,mauth_timestamp=-1,mauth_signature=x")]
    [InlineData(Fixed + ",mauth_serviceid=s,mauth_cnonce=,mauth_timestamp=1,mauth_signature=x")]
    [InlineData(Fixed + ",mauth_serviceid=s,mauth_cnonce=1,2,mauth_timestamp=1,mauth_signature=x")]
    [InlineData(Fixed + ",mauth_serviceid=s,mauth_serviceid=t,mauth_cnonce=2,mauth_timestamp=1,mauth_signature=x")]
    [InlineData(Fixed + ",mauth_username=a,mauth_role=b,c,mauth_serviceid=s,mauth_cnonce=2,mauth_timestamp=1,mauth_signature=x")]
    public void Missing_malformed_or_duplicate_fields_are_refused(string? header) => Assert.False(MAuthHeader.TryParse(header, out _));

    [Fact]
    public void A_user_name_that_looks_like_a_field_injects_nothing() =>
        Assert.False(MAuthHeader.TryParse(
            $"{Fixed},mauth_username=mallory,mauth_role=moderator,mauth_role=viewer,mauth_serviceid=s,mauth_cnonce=2,mauth_timestamp=1,"
                + "mauth_signature=x",
            out _));

    [Fact]
    public void Any_user_name_without_a_field_in_it_comes_through_whole() =>
        Gen.String[Gen.Char[" !#$%&'()*+,-./09:;<=>?@AZ[]^_az{|}~äé"], 1, 40].Where(name => name.Trim() == name).Sample(name =>
        {
            Assert.True(MAuthHeader.TryParse(
                $"{Fixed},mauth_username={name},mauth_role=viewer,mauth_serviceid=s,mauth_cnonce=2,mauth_timestamp=1,mauth_signature=x", out var header));
            Assert.Equal(name, header.UserName);
            Assert.Equal($"1,2,{name},viewer", header.TextToSign);
        });

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.String[0, 200].Sample(text =>
        {
            Assert.Null(Record.Exception(() => MAuthHeader.TryParse("MAuth mauth_serviceid=" + text, out _)));
        });
}
