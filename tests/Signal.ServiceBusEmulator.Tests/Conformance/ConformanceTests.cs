namespace Signal.ServiceBusEmulator.Tests.Conformance;

/// <summary>The behaviour of the emulator as seen by @azure/service-bus, the official client.</summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    [Theory]
    [MemberData(nameof(ConformanceRun.Names), MemberType = typeof(ConformanceRun))]
    public void The_JavaScript_SDK_finds_that(string check) => run.AssertPassed(check);
}
