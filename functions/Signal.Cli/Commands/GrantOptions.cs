using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary>The option <c>--grant</c>.</summary>
internal static class GrantOptions
{
    public static readonly string[] Names = ["publishAudio", "publishVideo", "publishScreen", "publishData", "subscribe", "hidden", "admin"];

    public static Option<string[]?> Create()
    {
        var option = new Option<string[]?>("--grant") { Description = "A grant for the user. Repeatable." };
        option.AcceptOnlyFromAmong(Names);
        return option;
    }

    /// <summary>The option <c>--withdraw</c>.</summary>
    public static Option<string[]?> CreateWithdrawn()
    {
        var option = new Option<string[]?>("--withdraw") { Description = "A grant to withdraw from the user. Repeatable." };
        option.AcceptOnlyFromAmong(Names);
        return option;
    }

    /// <summary>The grants to change; grants that neither option names stay unchanged. Null when there are no changes.</summary>
    public static GrantsPatch? ReadPatch(AdminCall call, Option<string[]?> granted, Option<string[]?> withdrawn)
    {
        if (!call.Has(granted) && !call.Has(withdrawn))
        {
            return null;
        }

        var given = call.Get(granted) ?? [];
        var taken = call.Get(withdrawn) ?? [];
        bool? Of(string name) => taken.Contains(name) ? false : given.Contains(name) ? true : null;
        return new GrantsPatch
        {
            PublishAudio = Of("publishAudio"),
            PublishVideo = Of("publishVideo"),
            PublishScreen = Of("publishScreen"),
            PublishData = Of("publishData"),
            Subscribe = Of("subscribe"),
            Hidden = Of("hidden"),
            Admin = Of("admin"),
        };
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
