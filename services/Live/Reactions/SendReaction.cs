using UpperBack.Live.Rooms;

namespace UpperBack.Live.Reactions;

/// <summary>A reaction: counted now for the current step, sent and stored with the next tick.</summary>
internal sealed class SendReaction(RoomAccess access)
{
    public Result<bool> Run(string connectionId, ReactRequest request)
    {
        var entry = access.RequireJoined(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var known = Contracts.Live.Reactions.All;
        if (!known.Contains(request.Reaction))
            return new Validation()
                .Wire(false, "reaction", $"reaction must be one of {string.Join(", ", known)}.")
                .Problem!;

        entry.Value.PendingUpdates.AddReaction(entry.Value.StepIndex, request.Reaction);
        return true;
    }
}
