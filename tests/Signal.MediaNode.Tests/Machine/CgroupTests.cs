using Microsoft.Extensions.Time.Testing;
using Signal.MediaNode.Machine;

namespace Signal.MediaNode.Tests.Machine;

/// <summary>Files as the kernel writes them (https://docs.kernel.org/admin-guide/cgroup-v2.html).</summary>
public sealed class CgroupTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Under_a_quota_the_share_is_of_the_quota()
    {
        Write("cpu.max", "50000 100000\n");
        Spend(seconds: 10);
        var cpu = new MachineCpu(Limits(), _time);

        Spend(seconds: 10.25);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0.5, cpu.Measure());
        Spend(seconds: 12);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, cpu.Measure());
    }

    [Fact]
    public void Memory_is_of_the_limit_and_without_what_the_kernel_can_take_back()
    {
        Write("memory.max", "1000000\n");
        Write("memory.current", "700000\n");
        Write("memory.stat", "anon 400000\nfile 300000\ninactive_file 200000\n");

        Assert.Equal(0.5, new MachineMemory(Limits()).Measure());
    }

    [Fact]
    public void Without_limits_the_machine_counts()
    {
        Write("cpu.max", "max 100000\n");
        Write("memory.max", "max\n");

        Assert.Null(Limits().Cores);
        Assert.InRange(new MachineMemory(Limits()).Measure()!.Value, 0.001, 1);
        Assert.InRange(new MachineCpu(Limits(), _time).Measure(), 0, 1);
    }

    [Fact]
    public void A_system_service_has_a_group_of_its_own()
    {
        var own = _root.CreateSubdirectory("system.slice").CreateSubdirectory("node.service");
        File.WriteAllText(Path.Combine(own.FullName, "cpu.max"), "200000 100000\n");
        Write("membership", "0::/system.slice/node.service\n");

        Assert.Equal(2, Limits().Cores);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private CgroupLimits Limits() => new(_root.FullName, Path.Combine(_root.FullName, "membership"));

    private void Spend(double seconds) => Write("cpu.stat", FormattableString.Invariant($"usage_usec {seconds * 1_000_000:0}\nuser_usec 1\nsystem_usec 1\n"));

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_root.FullName, file), text);
}
