using Signal.Testing;

namespace Signal.Deployment.Tests.Release;

/// <summary>A temporary Git repository.</summary>
internal sealed class SampleRepository : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signal-release-").FullName;

    /// <summary>A repository without a commit.</summary>
    public static async Task<SampleRepository> CreateAsync()
    {
        var repository = new SampleRepository();
        await repository.GitAsync("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    /// <summary>Creates a commit with that subject.</summary>
    public Task CommitAsync(string subject) => GitAsync("commit", "--quiet", "--allow-empty", "-m", subject);

    /// <summary>Writes a file and commits it.</summary>
    public async Task CommitFileAsync(string path, string text)
    {
        var file = new FileInfo(Path.Combine(_folder, path));
        file.Directory!.Create();
        await File.WriteAllTextAsync(file.FullName, text);
        await GitAsync("add", path);
        await CommitAsync($"Change {path}");
    }

    /// <summary>Tags the last commit.</summary>
    public Task TagAsync(string tag) => GitAsync("tag", tag);

    /// <summary>The names of the files in a folder of it.</summary>
    public IEnumerable<string?> FilesIn(string folder) => Directory.GetFiles(Path.Combine(_folder, folder)).Select(Path.GetFileName).Order();

    /// <summary>Runs a script of infra/release in it; returns its exit code and output.</summary>
    public async Task<(int Code, string Output)> RunAsync(string script, params string[] arguments)
    {
        await using var process = ChildProcess.Start(Repository.PathOf("infra", "release", script), arguments, workingDirectory: _folder);
        return (await process.WaitForExitAsync(TimeSpan.FromMinutes(2)), process.Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task GitAsync(params string[] arguments)
    {
        await using var process = ChildProcess.Start(
            "git",
            ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false", .. arguments],
            workingDirectory: _folder);
        Assert.True(await process.WaitForExitAsync() == 0, process.Output);
    }
}
