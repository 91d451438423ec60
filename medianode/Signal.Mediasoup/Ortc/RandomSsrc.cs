using System.Security.Cryptography;

namespace Signal.Mediasoup.Ortc;

internal static class RandomSsrc
{
    // Nine digits, so that incrementing it stays far below the 32-bit limit.
    public static uint Next() => (uint)RandomNumberGenerator.GetInt32(100_000_000, 999_999_999);
}
