using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Exercises;
using UpperBack.Scheduling.Library;

namespace UpperBack.Scheduling.Tests.Exercises;

public class FigureTests
{
    private static readonly ContentLibrary Library = ContentLibrary.LoadEmbedded();

    [Fact]
    public void EveryExerciseAndTheRestHaveAFigure() =>
        Assert.Equal(
            Library.Exercises.Select(exercise => exercise.Slug).Append("rest").Order(),
            Library.English.Figures.Keys.Order()
        );

    [Fact]
    public void TheJointsAreNamedByTheBodyOnBothSides() => Assert.All(Library.English.Figures.Values, figure =>
        {
            string[] limbs = ["Shoulder", "Elbow", "Wrist", "Hip", "Knee", "Ankle"];
            string[] spine = ["pelvis", "lumbar", "midThoracic", "upperThoracic", "neck", "head"];
            Assert.All(figure.Frames, frame =>
                Assert.Empty(
                    spine
                        .Concat(limbs.SelectMany(joint => new[] { "left" + joint, "right" + joint }))
                        .Except(frame.Joints.Keys)
                )
            );
        });

    [Fact]
    public void EveryFigureMoves() =>
        Assert.All(Library.English.Figures.Values, figure =>
            Assert.Contains(figure.Frames[0].Joints, joint =>
                !joint.Value.SequenceEqual(figure.Frames[^1].Joints[joint.Key])
            )
        );

    [Theory]
    [InlineData("\"head\": [186, 131],", "", "frames[0].joints: head has no place.")]
    [InlineData(
        "\"head\": [186, 131],",
        "\"head\": [186, 131], \"tail\": [1, 1],",
        "frames[0].joints.tail: no line goes through it."
    )]
    [InlineData(
        "\"head\": [186, 131],",
        "\"head\": [186, 231],",
        "frames[0].joints.head: give [x, y] with x up to 240 and y up to the floor at 142."
    )]
    [InlineData("\"head\": [186, 131],", "\"head\": [186],", "frames[0].joints.head: give [x, y]")]
    [InlineData("\"liftOn\": \"in\"", "\"liftOn\": \"up\"", "liftOn: 'up' is not one of in, out.")]
    [InlineData(
        "\"part\": \"torso\"",
        "\"part\": \"trunk\"",
        "lines[2].part: 'trunk' is not one of torso, back, limb, far."
    )]
    public void AFigureThatCannotBeDrawnIsRefused(string original, string replacement, string error) =>
        Assert.Contains(
            "Content/figures/cobra.json, " + error,
            PlantedMistake.Failure("Content/figures/cobra.json", original, replacement).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(
        "Content/figures/cobra.json",
        "Content/exercises/cobra.json, slug: there is no figure for it: add Content/figures/cobra.json."
    )]
    [InlineData("Content/figures/rest.json", "Content/figures/rest.json, $: the file is missing.")]
    public void AMissingFigureIsNamed(string path, string error) =>
        Assert.Equal(error, PlantedMistake.FailureWithout(path).Message);

    [Fact]
    public void OneFrameIsNotEnough() =>
        Assert.Throws<ContentException>(() =>
            FigureCheck.Check(
                "x",
                Library.English.Figures["cobra"] with
                {
                    Frames = [.. Library.English.Figures["cobra"].Frames.Take(1)],
                }
            )
        );
}
