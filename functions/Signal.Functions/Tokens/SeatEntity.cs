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

    /// <summary>The maximum number of seats: a property holds 64 KiB. A room with a maximum of participants has fewer.</summary>
    public const int MaxSeats = 4000;

    private const int ItemSize = 16;

    /// <summary>
    /// For each seat a hash of the user id and the Unix time, in seconds, when the reservation ends: 16 bytes, big-endian.
    /// </summary>
    public byte[] Packed { get; set; } = [];

    /// <summary>The ids of the nodes that <see cref="Places"/> refers to, as JSON; null: none.</summary>
    public string? NodesJson { get; set; }

    /// <summary>For each seat the number of its node in <see cref="NodesJson"/>, from 1; 0: the home of the room. Null: all 0.</summary>
    public byte[]? Places { get; set; }

    /// <summary>The reserved seats; at most <see cref="MaxSeats"/>, of which the last are kept.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<PromisedSeat> Seats
    {
        get
        {
            var nodes = NodesJson is null ? [] : StoredJson.Read<string[]>(NodesJson);
            var places = Places ?? [];
            return
            [
                .. Packed.Chunk(ItemSize).Select((item, i) => new PromisedSeat(
                    BinaryPrimitives.ReadUInt64BigEndian(item),
                    DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(item.AsSpan(8))),
                    i < places.Length && places[i] > 0 && places[i] <= nodes.Length ? nodes[places[i] - 1] : null)),
            ];
        }

        set
        {
            var seats = value.Skip(value.Count - MaxSeats).ToArray();
            var nodes = seats.Select(seat => seat.NodeId).OfType<string>().Distinct(StringComparer.Ordinal).Take(byte.MaxValue).ToArray();
            Packed = new byte[seats.Length * ItemSize];
            NodesJson = nodes.Length == 0 ? null : StoredJson.Write(nodes);
            Places = nodes.Length == 0 ? null : [.. seats.Select(seat => (byte)(Array.IndexOf(nodes, seat.NodeId) + 1))];
            for (var i = 0; i < seats.Length; i++)
            {
                BinaryPrimitives.WriteUInt64BigEndian(Packed.AsSpan(i * ItemSize), seats[i].User);
                BinaryPrimitives.WriteInt64BigEndian(Packed.AsSpan((i * ItemSize) + 8), seats[i].Until.ToUnixTimeSeconds());
            }
        }
    }
}

/// <summary>A seat that a token has reserved.</summary>
/// <param name="User">A hash of the user id.</param>
/// <param name="Until">When the reservation ends.</param>
/// <param name="NodeId">The node that the token is for, when it is not the home of the room; null: the home.</param>
public readonly record struct PromisedSeat(ulong User, DateTimeOffset Until, string? NodeId = null)
{
    /// <summary>Returns the hash of a user id.</summary>
    public static ulong HashUser(string userId) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(userId)));
}
