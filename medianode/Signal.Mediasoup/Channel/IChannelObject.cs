using FBS.Notification;

namespace Signal.Mediasoup.Channel;

/// <summary>An object in the worker, as used by the channel.</summary>
internal interface IChannelObject
{
    /// <summary>Starts the delivery of events. Called once, before the object is returned to its creator.</summary>
    void Start();

    /// <summary>Decodes a notification and queues the resulting event. Called by the reader.</summary>
    void OnNotification(Event notification, Notification content);

    /// <summary>Closes an object whose creator has stopped waiting for it.</summary>
    void Close();
}
