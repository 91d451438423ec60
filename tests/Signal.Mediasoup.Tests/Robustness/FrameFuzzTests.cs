using System.Buffers.Binary;
using System.IO.Pipes;
using FBS.Message;
using FBS.Notification;
using Google.FlatBuffers;
using Microsoft.Extensions.Logging.Abstractions;
using Signal.Mediasoup.Channel;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Robustness;

public sealed class FrameFuzzTests
{
    [Fact]
    public async Task No_frame_does_more_than_end_the_channel()
    {
        var random = new Random(20);
        var valid = Running();
        var ended = 0;
        for (var i = 0; i < 300; i++)
        {
            var frame = valid.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                frame[random.Next(4, frame.Length)] = (byte)random.Next(256);
            }

            await using var channel = new TestChannel();
            await channel.SendAsync(frame);
            channel.HangUp();
            var reason = await channel.Channel.Ended.WaitAsync(Signals.Deadline);
            ended += reason.InnerException is null ? 0 : 1;
        }

        Assert.InRange(ended, 30, 299);
    }

    [Fact]
    public async Task Frames_may_come_in_any_pieces()
    {
        await using var channel = new TestChannel();
        foreach (var one in Running())
        {
            await channel.SendAsync([one]);
        }

        await channel.Channel.Running.WaitAsync(Signals.Deadline);
        channel.HangUp();
        Assert.Null((await channel.Channel.Ended.WaitAsync(Signals.Deadline)).InnerException);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(15u)]
    [InlineData(8u * 1024 * 1024 + 1)]
    [InlineData(uint.MaxValue)]
    public async Task A_wrong_length_ends_the_channel(uint length)
    {
        await using var channel = new TestChannel();
        var frame = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, length);
        await channel.SendAsync(frame);
        Assert.IsType<InvalidDataException>((await channel.Channel.Ended.WaitAsync(Signals.Deadline)).InnerException);
    }

    private static byte[] Running()
    {
        var builder = new FlatBufferBuilder(64);
        var notification = Notification.CreateNotification(builder, builder.CreateString("1234"), Event.WORKER_RUNNING);
        builder.FinishSizePrefixed(Message.CreateMessage(builder, FBS.Message.Body.Notification, notification.Value).Value);
        return Builders.Frame(builder).ToArray();
    }

    private sealed class TestChannel : IAsyncDisposable
    {
        private readonly AnonymousPipeServerStream _requests = new(PipeDirection.In);
        private readonly AnonymousPipeServerStream _answers = new(PipeDirection.Out);

        public TestChannel()
        {
            var pipes = new WorkerPipes(
                new AnonymousPipeClientStream(PipeDirection.Out, _requests.ClientSafePipeHandle).SafePipeHandle,
                new AnonymousPipeClientStream(PipeDirection.In, _answers.ClientSafePipeHandle));
            Channel = new WorkerChannel(pipes, 1, 1, NullLogger.Instance, new ListenerErrors(NullLogger.Instance));
            Channel.Start();
        }

        public WorkerChannel Channel { get; }

        public async Task SendAsync(byte[] bytes) => await _answers.WriteAsync(bytes);

        public void HangUp() => _answers.Dispose();

        public async ValueTask DisposeAsync()
        {
            await _requests.DisposeAsync();
            await _answers.DisposeAsync();
        }
    }
}
