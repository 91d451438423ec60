using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary>The option that names grants.</summary>
internal static class GrantOptions
{
    public static readonly string[] Names = ["publishAudio", "publishVideo", "publishScreen", "publishData", "subscribe", "hidden", "admin"];

    public static Option<string[]?> Create()
    {
        var option = new Option<string[]?>("--grant") { Description = "What the user may do; repeat it for more." };
        option.AcceptOnlyFromAmong(Names);
        return option;
    }

    public static Grants? Read(AdminCall call, Option<string[]?> option)
    {
        if (!call.Has(option))
        {
            return null;
        }

        var given = call.Get(option)!.ToHashSet(StringComparer.Ordinal);
        return new Grants
        {
            PublishAudio = given.Contains("publishAudio"),
            PublishVideo = given.Contains("publishVideo"),
            PublishScreen = given.Contains("publishScreen"),
            PublishData = given.Contains("publishData"),
            Subscribe = given.Contains("subscribe"),
            Hidden = given.Contains("hidden"),
            Admin = given.Contains("admin"),
        };
    }
}
