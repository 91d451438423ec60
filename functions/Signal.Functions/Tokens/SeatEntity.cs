using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Text;
using Signal.Functions.Storage;

namespace Signal.Functions.Tokens;

/// <summary>The seats of a room that tokens have reserved and no participant has taken yet; partition = room.</summary>
public sealed class SeatEntity : Entity
{
    /// <summary>The row key.</summary>
    public const string Row = "seats";

    private const int ItemSize = 16;

    /// <summary>
    /// For each seat a hash of the user id and the Unix time, in seconds, when the reservation ends: 16 bytes, big-endian.
    /// </summary>
    public byte[] Packed { get; set; } = [];

    /// <summary>The reserved seats.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<PromisedSeat> Seats
    {
        get =>
        [
            .. from item in Packed.Chunk(ItemSize)
               select new PromisedSeat(
                   BinaryPrimitives.ReadUInt64BigEndian(item),
                   DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(item.AsSpan(8)))),
        ];
        set
        {
            Packed = new byte[value.Count * ItemSize];
            for (var i = 0; i < value.Count; i++)
            {
                BinaryPrimitives.WriteUInt64BigEndian(Packed.AsSpan(i * ItemSize), value[i].User);
                BinaryPrimitives.WriteInt64BigEndian(Packed.AsSpan((i * ItemSize) + 8), value[i].Until.ToUnixTimeSeconds());
            }
        }
    }
}

/// <summary>A seat that a token has reserved.</summary>
/// <param name="User">A hash of the user id.</param>
/// <param name="Until">When the reservation ends.</param>
public readonly record struct PromisedSeat(ulong User, DateTimeOffset Until)
{
    /// <summary>Returns the hash of a user id.</summary>
    public static ulong HashUser(string userId) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(userId)));
}
