using System.Linq.Expressions;
using System.Reflection;

namespace Signal.Mediasoup.Tests.Events;

/// <summary>Records every event of every object, under the names of the npm library.</summary>
internal sealed class EventLog
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);
    private readonly List<string> _events = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Watch(string name, object source)
    {
        foreach (var occasion in source.GetType().GetEvents(BindingFlags.Public | BindingFlags.Instance))
        {
            var parameters = occasion.EventHandlerType!.GetMethod("Invoke")!.GetParameters()
                .Select(parameter => Expression.Parameter(parameter.ParameterType));
            var add = Expression.Call(Expression.Constant(this), nameof(Add), null, Expression.Constant($"{name}.{occasion.Name[2..].ToLowerInvariant()}"));
            occasion.AddEventHandler(source, Expression.Lambda(occasion.EventHandlerType, add, parameters).Compile());
        }
    }

    /// <summary>Waits for that number of events and consumes them.</summary>
    public async Task<string[]> TakeAsync(int count)
    {
        using var timeout = new CancellationTokenSource(WaitTimeout);
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (_events.Count >= count || timeout.IsCancellationRequested)
                {
                    string[] taken = [.. _events];
                    _events.Clear();
                    return taken;
                }

                news = _news.Task;
            }

            await Task.WhenAny(news, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, timeout.Token));
        }
    }

    public void Add(string occasion)
    {
        lock (_gate)
        {
            _events.Add(occasion);
            _news.SetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
