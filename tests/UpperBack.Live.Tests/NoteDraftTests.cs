using UpperBack.Contracts.Live;
using UpperBack.Live.FormNotes;

namespace UpperBack.Live.Tests;

public sealed class NoteDraftTests
{
    private static readonly RunSheet Sheet = new([
        Step(0, "Get ready: Locust", StepKinds.Rest, "Locust"),
        Step(1, "Locust, Y arms", "strength", "Locust"),
    ]);

    [Theory]
    [InlineData(null, 0)]
    [InlineData(null, 1)]
    [InlineData("locust", 0)]
    public void ANoteNamesTheExerciseAndNotThePauseOrTheVariation(string? exercise, int current) =>
        Assert.Equal("In Locust breathe", TextOf(Sheet, exercise, Sheet.Steps[current]));

    [Fact]
    public void AnExerciseThatTheRunSheetDoesNotNameIsCalledAsItsStep()
    {
        var sheet = new RunSheet([Step(0, "Locust", "strength", null)]);

        Assert.Equal("In Locust breathe", TextOf(sheet, null, sheet.Steps[0]));
        Assert.Equal("In cat-cow breathe", TextOf(sheet, "cat-cow", sheet.Steps[0]));
    }

    private static string TextOf(RunSheet sheet, string? exercise, RunSheetStep current)
    {
        var session = SessionId.New();
        var asha = MemberId.New();
        return NoteDraft
            .Write(
                new SendFormNoteRequest(session, "1", [asha], "In {exercise} breathe", exercise),
                sheet,
                current,
                MemberId.New(),
                "Meera"
            )
            .For(session, asha, "Asha", nowMs: 0)
            .Text;
    }

    private static RunSheetStep Step(int index, string name, string kind, string? exerciseName) =>
        new(index, "locust", name, kind, null, 0, 30, "", null, null, null, null, [], ExerciseName: exerciseName);
}
