namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>The fake microphone of the pages.</summary>
internal static class Microphone
{
    /// <summary>
    /// Captures the microphone as it is. Its processing, above all the echo cancellation, takes 40 % of the CPU time of a call of six in one
    /// browser, more than video; a beep needs none.
    /// </summary>
    public const string Unprocessed = """
        (() => {
          const devices = navigator.mediaDevices;
          const capture = devices?.getUserMedia.bind(devices);
          const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
          if (devices) {
            devices.getUserMedia = (constraints) => capture(constraints?.audio
              ? { ...constraints, audio: { ...(constraints.audio === true ? {} : constraints.audio), ...off } }
              : constraints);
          }
        })();
        """;
}
