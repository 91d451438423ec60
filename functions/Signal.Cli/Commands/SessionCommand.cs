using System.CommandLine;
using Signal.Admin;

namespace Signal.Cli.Commands;

/// <summary><c>signal session</c></summary>
internal static class SessionCommand
{
    public static Command Create(AdminCalls calls) => calls.Command(
        "session",
        "Prints a token for one hour on the admin page, so that the key need not be entered there. Treat it like the key.",
        call => calls.Environment.Output.WriteLineAsync(
            new ServiceCredential(call.Connection.ServiceId, call.Connection.Key, call.Connection.KeyId, calls.Time).SignSession()));
}
