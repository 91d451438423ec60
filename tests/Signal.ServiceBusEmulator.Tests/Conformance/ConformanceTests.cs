namespace Signal.ServiceBusEmulator.Tests.Conformance;

/// <summary>What @azure/service-bus, the genuine client, sees of the emulator.</summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    [Theory]
    [MemberData(nameof(ConformanceRun.Names), MemberType = typeof(ConformanceRun))]
    public void The_JavaScript_SDK_finds_that(string check) => run.AssertPassed(check);
}
