using NodaTime;

namespace UpperBack.Scheduling.Progress;

/// <summary>What a member follows.</summary>
internal sealed class OwnProgramme
{
    public MemberId MemberId { get; init; }

    public string Programme { get; init; } = "";

    public int StartLevel { get; init; }

    public LocalDate StartedOn { get; init; }
}

/// <summary>How a class was, as its participant said.</summary>
internal sealed class CheckInRow
{
    public MemberId MemberId { get; init; }

    public SessionId SessionId { get; init; }

    public LocalDate Day { get; init; }

    public int Effort { get; init; }

    public int Pain { get; init; }

    public string Missed { get; init; } = "[]";
}
