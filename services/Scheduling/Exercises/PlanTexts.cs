namespace UpperBack.Scheduling.Exercises;

/// <summary>Templates of one language for dosages and run sheets; names in braces are filled in.</summary>
/// <param name="LeaveOut">The dosage of an exercise that is left out.</param>
/// <param name="Throughout">A breath that goes on: <c>{in}</c> and <c>{out}</c> in seconds.</param>
/// <param name="Rounds">Paced rounds: <c>{rounds}</c>, <c>{in}</c>, <c>{out}</c>.</param>
/// <param name="Seconds">A hold: <c>{amount}</c>.</param>
/// <param name="EachSide">What is done on both sides: <c>{amount}</c>.</param>
/// <param name="GetReady">Name of the step that changes over: <c>{exercise}</c>.</param>
/// <param name="ChangeSides">Name of the pause between sides.</param>
/// <param name="Rest">Name of the pause between sets.</param>
/// <param name="Left">What stands for <c>{side}</c> in an instruction.</param>
/// <param name="Right">The same, of the other side.</param>
/// <param name="InsteadOfWork">What somebody does whose level leaves a step out.</param>
internal sealed record PlanTexts(
    string LeaveOut,
    string Throughout,
    string Rounds,
    string Seconds,
    string EachSide,
    string GetReady,
    string ChangeSides,
    string Rest,
    string Left,
    string Right,
    string InsteadOfWork
)
{
    public static readonly PlanTexts English = new(
        LeaveOut: "Leave it out today.",
        Throughout: "throughout, {in} s in and {out} s out",
        Rounds: "{rounds} rounds, {in} s in and {out} s out",
        Seconds: "{amount} s",
        EachSide: "{amount} each side",
        GetReady: "Get ready: {exercise}",
        ChangeSides: "Change sides",
        Rest: "Rest",
        Left: "left",
        Right: "right",
        InsteadOfWork: "Rest until the next step, and breathe slowly through your nose into your ribs."
    );

    /// <summary>An instruction for one side of the body, or for none.</summary>
    public string ForSide(string instruction, string? side) =>
        instruction.Replace("{side}", side == "left" ? Left : Right, StringComparison.Ordinal);
}
