using FBS.Notification;

namespace Signal.Mediasoup.Channel;

/// <summary>An object in the worker, as the channel sees it.</summary>
internal interface IChannelObject
{
    /// <summary>Lets events through, once, before the creator gets the object.</summary>
    void Start();

    /// <summary>Decodes what it needs of a notification and adds it to the object's events. Called by the reader.</summary>
    void OnNotification(Event notification, Notification content);

    /// <summary>Closes the object, which its creator no longer waits for.</summary>
    void Close();
}
