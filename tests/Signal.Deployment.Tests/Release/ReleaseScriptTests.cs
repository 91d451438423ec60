using Signal.Deployment.Tests.Kubernetes;
using Signal.Testing;

namespace Signal.Deployment.Tests.Release;

public sealed class ReleaseScriptTests
{
    [Theory]
    [InlineData("v1.2.3", "1.2.3")]
    [InlineData("v2.0.0-rc.1", "2.0.0-rc.1")]
    public async Task The_version_is_the_tags(string tag, string version)
    {
        using var repository = await SampleRepository.CreateAsync();
        await repository.CommitAsync("First");
        await repository.TagAsync(tag);

        Assert.Equal((0, version), await repository.RunAsync("version"));
    }

    [Theory]
    [InlineData(null, "error: this commit has no tag such as v1.2.3; tag it, or give the script a version")]
    [InlineData("v1.2", "error: the tag v1.2 is no version; write v1.2.3 or v1.2.3-rc.1")]
    public async Task Without_a_version_there_is_no_release(string? tag, string sentence)
    {
        using var repository = await SampleRepository.CreateAsync();
        await repository.CommitAsync("First");
        if (tag is not null)
        {
            await repository.TagAsync(tag);
        }

        Assert.Equal((1, sentence), await repository.RunAsync("version"));
    }

    [Fact]
    public async Task The_changelog_groups_the_commits_since_the_version_before()
    {
        using var repository = await SampleRepository.CreateAsync();
        await repository.CommitAsync("Media node: old");
        await repository.TagAsync("v1.0.0");
        await repository.CommitAsync("Media node: rooms spread again");
        await repository.CommitAsync("Typo");
        await repository.CommitAsync("SDK: a move: seamless");
        await repository.CommitAsync("Media node: fewer logs");
        await repository.TagAsync("v1.1.0");

        var (_, changelog) = await repository.RunAsync("changelog", "1.1.0");

        Assert.Equal(
            """
            # 1.1.0

            Changes since 1.0.0.

            ## Media node
            - Rooms spread again
            - Fewer logs

            ## SDK
            - A move: seamless

            ## Other
            - Typo
            """,
            changelog);
    }

    [Fact]
    public async Task The_first_version_lists_everything()
    {
        using var repository = await SampleRepository.CreateAsync();
        await repository.CommitAsync("SDK: joins rooms");

        Assert.Equal((0, "# 0.1.0\n\n## SDK\n- Joins rooms"), await repository.RunAsync("changelog", "0.1.0"));
    }

    [Fact]
    public async Task The_Kubernetes_bundle_names_the_images_of_its_version()
    {
        var folder = Directory.CreateTempSubdirectory("signal-bundle-").FullName;
        try
        {
            await using var process = ChildProcess.Start(
                Repository.PathOf("infra", "release", "kubernetes-bundle"),
                ["registry.example/signal", "1.2.3", folder]);
            Assert.True(await process.WaitForExitAsync() == 0, process.Output);

            var overlay = await Overlay.RenderAsync(Path.Combine(folder, "overlays", "bare"));

            Assert.Equal("registry.example/signal/media-node:1.2.3", overlay.Container("media-node")!.Image);
            Assert.Equal("registry.example/signal/control-plane:1.2.3", overlay.Container("control-plane")!.Image);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
