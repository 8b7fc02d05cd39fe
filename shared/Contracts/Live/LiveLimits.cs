namespace UpperBack.Contracts.Live;

/// <summary>How much the hub takes; the same numbers are in the contract that clients are made from.</summary>
public static class LiveLimits
{
    /// <summary>Characters of a cue.</summary>
    public const int CueText = 280;

    /// <summary>Characters of a form note.</summary>
    public const int NoteText = 500;

    /// <summary>Members whom one form note goes to.</summary>
    public const int NoteTargets = 50;

    /// <summary>Characters of an id that a client chooses.</summary>
    public const int ClientId = 64;

    /// <summary>Characters of the slug of an exercise or a fault.</summary>
    public const int Slug = 80;

    /// <summary>Breaths of one pace.</summary>
    public const int BreathRounds = 200;

    /// <summary>Seconds of breathing in, or out.</summary>
    public const int BreathSeconds = 20;
}
