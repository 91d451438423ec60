using System.Text.RegularExpressions;
using Signal.Testing;
using YamlDotNet.Serialization;

namespace Signal.Deployment.Tests.Workflows;

/// <summary>The workflows and forms of .github are valid, and the paths that they name exist.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => new(Files("workflows"));

    public static TheoryData<string> Forms => new(Files("ISSUE_TEMPLATE").Where(file => Path.GetFileName(file) != "config.yml"));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_has_a_trigger_and_jobs_with_steps(string file)
    {
        var workflow = Read(file);

        Assert.Contains("on", workflow.Keys);
        Assert.Contains("permissions", workflow.Keys);
        Assert.All(Map(workflow["jobs"]).Values, job =>
        {
            Assert.Contains("runs-on", Map(job).Keys);
            Assert.NotEmpty((IEnumerable<object>)Map(job)["steps"]);
        });
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void The_paths_that_a_workflow_names_exist(string file)
    {
        var paths = PathOfRepository().Matches(File.ReadAllText(file)).Select(match => match.Value).ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Repository.PathOf(path)), path));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_has_a_name_and_fields(string file)
    {
        var form = Read(file);

        Assert.Contains("name", form.Keys);
        Assert.All((IEnumerable<object>)form["body"], field => Assert.Contains("label", Map(Map(field)["attributes"]).Keys));
    }

    private static string[] Files(string folder) => Directory.GetFiles(Repository.PathOf(".github", folder), "*.yml");

    private static Dictionary<object, object> Read(string file) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(file));

    private static Dictionary<object, object> Map(object node) => Assert.IsType<Dictionary<object, object>>(node);

    [GeneratedRegex(@"(?<![\w/.])(\.ci|functions|medianode|infra|tests)/[\w./-]+\w")]
    private static partial Regex PathOfRepository();
}
