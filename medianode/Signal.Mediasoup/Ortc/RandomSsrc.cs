using System.Security.Cryptography;

namespace Signal.Mediasoup.Ortc;

internal static class RandomSsrc
{
    // Nine digits, so that counting up from it stays far below the limit of 32 bits.
    public static uint Next() => (uint)RandomNumberGenerator.GetInt32(100_000_000, 999_999_999);
}
