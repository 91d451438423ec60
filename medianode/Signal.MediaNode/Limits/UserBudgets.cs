using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Limits;

/// <summary>The budgets of the users connected to this node.</summary>
internal sealed class UserBudgets(PeerLimits limits, TimeProvider time)
{
    private readonly SharedByKey<User, UserBudget> _budgets = new(() => new UserBudget(limits, time), budget => budget.IsFull);

    /// <summary>Holds the budget of the token's user in the token's room.</summary>
    public SharedByKey<User, UserBudget>.Lease Hold(RoomToken token) => _budgets.Hold(new User(token.Tenant, token.RoomId, token.UserId));

    /// <summary>Identifies a budget: one user in one room.</summary>
    internal readonly record struct User(string Tenant, string RoomId, string UserId);
}
