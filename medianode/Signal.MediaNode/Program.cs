using Signal.MediaNode;
using Signal.MediaNode.Node;

try
{
    await using var app = MediaNodeApp.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (StartProblems.Of(error) is { Count: > 0 } problems)
{
    foreach (var problem in problems)
    {
        await Console.Error.WriteLineAsync(problem);
    }

    return 1;
}
