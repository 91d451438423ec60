using CsCheck;

namespace Signal.Cascade.Tests;

/// <summary>
/// Generated histories of a room. A failure prints the seed and the shortest history found; <c>CsCheck_Seed</c> in the environment repeats
/// it.
/// </summary>
public sealed class HistoryTests
{
    private static readonly Gen<(Step Step, int Choice, int Which)[]> Histories =
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 99], Gen.Int[0, 99]).Array[0, 200];

    private enum Step
    {
        AddPart,
        LosePart,
        AddShard,
        AddShardToo,
        LoseShard,
        Join,
        JoinToo,
        Leave,
        Send,
        End,
        Receive,
        ReceiveToo,
        ReceiveMore,
        Pause,
        PauseToo,
        Resume,
        PauseLate,
        Release,
        Open,
        OpenToo,
        FailToOpen,
        Close,
        Elapse,
        ElapseLate,
        Break,
    }

    [Fact]
    public void Whatever_happens_exactly_the_needed_pipes_exist_paused_exactly_when_all_receivers_are_and_at_the_end_none() =>
        Histories.Sample(Run, iter: 5000);

    private static void Run((Step Step, int Choice, int Which)[] history)
    {
        var room = new SimulatedRoom();
        room.AddShard(0);
        room.AddShard(0);
        foreach (var (step, choice, which) in history)
        {
            Take(room, step, choice, which);
            room.Check();
        }

        room.Settle();
        room.Close();
    }

    private static void Take(SimulatedRoom room, Step step, int choice, int which)
    {
        switch (step)
        {
            case Step.AddPart:
                room.AddPart();
                break;
            case Step.LosePart:
                room.LosePart(choice);
                break;
            case Step.AddShard or Step.AddShardToo:
                room.AddShard(choice);
                break;
            case Step.LoseShard:
                room.LoseShard(choice);
                break;
            case Step.Join or Step.JoinToo:
                room.Join(choice);
                break;
            case Step.Leave:
                room.Leave(choice);
                break;
            case Step.Send:
                room.Send(choice);
                break;
            case Step.End:
                room.End(choice);
                break;
            case Step.Receive or Step.ReceiveToo or Step.ReceiveMore:
                room.Receive(choice, which);
                break;
            case Step.Pause or Step.PauseToo:
                room.Pause(choice);
                break;
            case Step.Resume:
                room.Resume(choice);
                break;
            case Step.PauseLate:
                room.PauseLate(choice, which);
                break;
            case Step.Release:
                room.Release(choice);
                break;
            case Step.Open or Step.OpenToo:
                room.FinishOpening(choice, succeeds: true);
                break;
            case Step.FailToOpen:
                room.FinishOpening(choice, succeeds: false);
                break;
            case Step.Close:
                room.FinishClosing(choice);
                break;
            case Step.Elapse:
                room.Elapse(choice);
                break;
            case Step.ElapseLate:
                room.ElapseLate(choice);
                break;
            case Step.Break:
                room.Break(choice);
                break;
        }
    }
}
