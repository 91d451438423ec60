using System.Reflection;

namespace Signal.FunctionsHost.Timer;

/// <summary>Makes the app's own <c>TimerInfo</c>, whichever assembly it comes from.</summary>
internal static class TimerParameter
{
    /// <summary>A <c>TimerInfo</c> whose schedule status holds this occurrence and the next; null when the parameter is of another type.</summary>
    public static object? Create(Type type, DateTime occurrence, DateTime next, DateTime now)
    {
        if (type.FullName != "Microsoft.Azure.Functions.Worker.TimerInfo")
        {
            return null;
        }

        var info = Activator.CreateInstance(type)!;
        var statusProperty = type.GetProperty("ScheduleStatus")!;
        var status = Activator.CreateInstance(statusProperty.PropertyType)!;
        Set(status, "Last", occurrence);
        Set(status, "Next", next);
        Set(status, "LastUpdated", now);
        statusProperty.SetValue(info, status);
        return info;
    }

    private static void Set(object target, string name, DateTime value) =>
        target.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.SetValue(target, value);
}
