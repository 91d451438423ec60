namespace Signal.Chaos.Tests.Faults;

public sealed class FaultPlanTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_seed_makes_the_same_plan_again() => Assert.Equal(FaultPlan.Of(7, Length, 2, 24), FaultPlan.Of(7, Length, 2, 24));

    [Fact]
    public void Every_kind_of_fault_occurs() => Assert.Equal(
        Enum.GetValues<FaultKind>(),
        Enumerable.Range(0, 50).SelectMany(seed => FaultPlan.Of(seed, Length, 2, 24)).Select(fault => fault.Kind).Distinct().Order());

    [Fact]
    public void All_faults_end_in_time_and_those_of_one_target_do_not_overlap()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var plan = FaultPlan.Of(seed, Length, 2, 24);

            Assert.True(plan.Count > 5, $"seed {seed} has {plan.Count} faults");
            Assert.All(plan, fault => Assert.True(fault.At + fault.Duration <= Length));
            foreach (var target in plan.GroupBy(fault => (fault.Target, fault.Index)))
            {
                Assert.All(target.Zip(target.Skip(1)), pair => Assert.True(pair.First.At + pair.First.Duration < pair.Second.At));
            }
        }
    }
}
