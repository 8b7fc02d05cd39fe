using UpperBack.Scheduling.Content;

namespace UpperBack.Scheduling.Exercises;

/// <summary>Finds what a figure's file says that cannot be drawn; throws a <see cref="ContentException"/> at the first
/// of it.</summary>
internal static class FigureCheck
{
    private static readonly IReadOnlyList<string> Breaths = ["in", "out"];

    public static void Check(string file, Figure figure)
    {
        ContentAssert.OneOf(file, "liftOn", figure.LiftOn, Breaths);
        ContentAssert.NotEmpty(file, ("words", figure.Words));
        ContentAssert.That(file, figure.Lines.Count > 0, "lines", "give at least one");
        ContentAssert.That(file, figure.Frames.Count >= 2, "frames", "give at least two, for the figure to move");
        for (var i = 0; i < figure.Lines.Count; i++)
        {
            ContentAssert.OneOf(file, $"lines[{i}].part", figure.Lines[i].Part, Figure.Parts);
            ContentAssert.That(file, figure.Lines[i].Joints.Count >= 2, $"lines[{i}].joints", "give at least two");
        }

        List<string> named = [Figure.Head, .. figure.Lines.SelectMany(line => line.Joints).Distinct()];
        for (var i = 0; i < figure.Frames.Count; i++)
        {
            var joints = figure.Frames[i].Joints;
            foreach (var joint in named)
                ContentAssert.That(file, joints.ContainsKey(joint), $"frames[{i}].joints", $"{joint} has no place");
            foreach (var (joint, place) in joints)
            {
                ContentAssert.That(
                    file,
                    named.Contains(joint),
                    $"frames[{i}].joints.{joint}",
                    "no line goes through it"
                );
                CheckPlace(file, $"frames[{i}].joints.{joint}", place);
            }
        }

        for (var i = 0; i < figure.Props.Count; i++)
        {
            foreach (var place in figure.Props[i])
                CheckPlace(file, $"props[{i}]", place);
        }
    }

    private static void CheckPlace(string file, string field, IReadOnlyList<double> place) =>
        ContentAssert.That(
            file,
            place.Count == 2 && place[0] is >= 0 and <= Figure.Width && place[1] is >= 0 and <= Figure.Floor,
            field,
            $"give [x, y] with x up to {Figure.Width} and y up to the floor at {Figure.Floor}"
        );
}
