namespace Signal.Deployment.Tests.Release;

/// <summary>The API of a package is compared with that of the last stable version.</summary>
public sealed class PackagesScriptTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <EnablePackageValidation>true</EnablePackageValidation>
          </PropertyGroup>
        </Project>
        """;

    [Fact]
    public async Task The_API_may_grow_and_only_a_new_major_version_may_remove_from_it()
    {
        using var repository = await SampleRepository.CreateAsync();
        await repository.CommitFileAsync("lib/Sample.Rooms/Sample.Rooms.csproj", Project);
        await repository.CommitFileAsync("lib/Sample.Rooms/Rooms.cs", "public static class Rooms { public static void Open() { } }");
        await repository.TagAsync("v1.0.0");
        await repository.CommitFileAsync(
            "lib/Sample.Rooms/Rooms.cs",
            "public static class Rooms { public static void Open() { } public static void Close() { } }");
        await repository.TagAsync("v1.1.0-rc.1");

        Assert.Equal((0, ""), await repository.RunAsync("packages", "out", "1.1.0", "lib/Sample.Rooms"));

        // The release candidate is no stable version, whose API would have to stay.
        await repository.CommitFileAsync("lib/Sample.Rooms/Rooms.cs", "public static class Rooms { public static void Open() { } }");
        Assert.Equal((0, ""), await repository.RunAsync("packages", "out", "1.1.1", "lib/Sample.Rooms"));

        await repository.CommitFileAsync("lib/Sample.Rooms/Rooms.cs", "public static class Rooms { }");
        var (code, output) = await repository.RunAsync("packages", "out", "1.2.0", "lib/Sample.Rooms");
        Assert.Equal(1, code);
        Assert.Contains("Rooms.Open()", output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await repository.RunAsync("packages", "out", "2.0.0", "lib/Sample.Rooms"));

        Assert.Equal(["Sample.Rooms.1.1.0.nupkg", "Sample.Rooms.1.1.1.nupkg", "Sample.Rooms.2.0.0.nupkg"], repository.FilesIn("out"));
    }
}
