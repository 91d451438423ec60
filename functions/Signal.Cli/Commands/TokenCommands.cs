using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal tokens</c></summary>
internal static class TokenCommands
{
    public static Command Create(AdminCalls calls) => new("tokens", "Mints and revokes room tokens.") { Mint(calls), Revoke(calls) };

    private static Command Mint(AdminCalls calls)
    {
        var (room, user, grants) = (RoomCommands.Room(), ParticipantCommands.User(), GrantOptions.Create());
        var name = new Option<string?>("--name") { Description = "The display name." };
        var role = new Option<string?>("--role") { Description = "presenter, viewer, publisher, moderator or observer." };
        var metadata = new Option<string?>("--metadata") { Description = "Application text for the user." };
        var region = new Option<string?>("--region") { Description = "The region of the user." };
        var lifetime = Durations.Option("--ttl", "The lifetime of the token");
        return calls.Command("create", "Mints a token.", async call =>
        {
            var request = new TokenRequest
            {
                UserId = call.Get(user),
                Name = call.Get(name),
                Role = call.Get(role),
                Grants = GrantOptions.Read(call, grants),
                Metadata = call.Get(metadata),
                Region = call.Get(region),
                TtlSeconds = call.Get(lifetime) is { } time ? (int)time.TotalSeconds : null,
            };
            await call.Output.WriteAsync(await call.Client.Rooms.CreateTokenAsync(call.Get(room), request, call.Cancelled));
        }, room, user, name, role, grants, metadata, region, lifetime);
    }

    private static Command Revoke(AdminCalls calls)
    {
        var room = RoomCommands.Room();
        var token = new Option<string?>("--token-id") { Description = "Revokes the token with this id." };
        var user = new Option<string?>("--user") { Description = "Revokes the tokens of this user." };
        var all = new Option<bool>("--all") { Description = "Revokes the tokens of all users." };
        return calls.Command("revoke", "Revokes tokens that were minted so far.", async call =>
        {
            if (new[] { call.Has(token), call.Has(user), call.Get(all) }.Count(given => given) != 1)
            {
                throw new CliException(ExitCodes.Usage, "specify one of --token-id, --user and --all");
            }

            await (call.Get(token) is { } id
                ? call.Client.Rooms.RevokeTokenAsync(call.Get(room), id, call.Cancelled)
                : call.Client.Rooms.RevokeTokensAsync(call.Get(room), call.Get(user), call.Cancelled));
            await call.Output.ConfirmAsync("revoked");
        }, room, token, user, all);
    }
}
