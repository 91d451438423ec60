using System.CommandLine;

namespace Signal.Cli.Commands;

/// <summary>
/// <c>signal completion</c>: completion scripts for shells, which query the command with the <c>[suggest]</c> directive of
/// System.CommandLine.
/// </summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _signal_complete() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(signal "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -F _signal_complete signal
            """,
        ["zsh"] = """
            _signal() {
              local suggestions=("${(@f)$(signal "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -a suggestions
            }
            compdef _signal signal
            """,
        ["fish"] = """
            complete -f -c signal -a '(signal "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
            """,
    };

    public static Command Create(CliEnvironment environment)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Prints the completion script for a shell: source <(signal completion bash).") { shell };
        command.SetAction(parsed => environment.Output.WriteLineAsync(Scripts[parsed.GetRequiredValue(shell)]));
        return command;
    }
}
