using Microsoft.Extensions.Options;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;

namespace Signal.Placement.Bench;

/// <summary>One line of the table: a policy, and when rooms get further nodes.</summary>
/// <param name="Policy">The name of the policy.</param>
/// <param name="Spread">When a room gets another node.</param>
/// <param name="NamesRegion">Whether token requests name the region of the user.</param>
internal sealed record PlacementCase(string Policy, RoomSpread Spread, bool NamesRegion = true)
{
    /// <summary>All cases. Without the region of users, rooms cannot spread by it.</summary>
    public static readonly IReadOnlyList<PlacementCase> All =
    [
        .. from spread in Enum.GetValues<RoomSpread>()
           from policy in PlacementPolicyNames.All.Order(StringComparer.Ordinal)
           select new PlacementCase(policy, spread),
        new(PlacementPolicyNames.Nearest, RoomSpread.Off, NamesRegion: false),
        new(PlacementPolicyNames.Nearest, RoomSpread.Size, NamesRegion: false),
    ];

    /// <summary>The name in the table.</summary>
    public string Name => NamesRegion ? Policy : Policy + ", no region";

    /// <summary>Creates the policy.</summary>
    public IPlacementPolicy CreatePolicy(PlacementOptions options, Random random) => Policy switch
    {
        PlacementPolicyNames.First => new FirstPolicy(),
        PlacementPolicyNames.LeastLoad => new LeastLoadPolicy(),
        PlacementPolicyNames.LeastRooms => new LeastRoomsPolicy(),
        PlacementPolicyNames.TwoChoice => new TwoChoicePolicy(random),
        PlacementPolicyNames.Region => new RegionPolicy(),
        PlacementPolicyNames.Nearest => new NearestPolicy(Options.Create(options)),
        _ => throw new InvalidOperationException($"The policy '{Policy}' is unknown."),
    };
}
