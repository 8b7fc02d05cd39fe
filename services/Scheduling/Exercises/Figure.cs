namespace UpperBack.Scheduling.Exercises;

/// <summary>A moving drawing of an exercise, as its data file <c>Content/figures/SLUG.json</c> says it: joints with
/// names, and where they are in each key frame. In a side view the person faces right and their right side is the near
/// one; seen from the front, they face the viewer.</summary>
/// <param name="LiftOn"><c>in</c>: breathing in leads from the first frame to the last; <c>out</c>: breathing out
/// does.</param>
/// <param name="Words">What the drawing shows, for those who cannot see it.</param>
/// <param name="Lines">What is drawn, from the back to the front.</param>
/// <param name="Frames">At least two, in order.</param>
/// <param name="Props">Things that stand still, such as a table: lines of points.</param>
internal sealed record Figure(
    [OneOf("in", "out")] string LiftOn,
    string Words,
    IReadOnlyList<FigureLine> Lines,
    IReadOnlyList<FigureFrame> Frames,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Props
)
{
    /// <summary>Name of the drawing for pauses; no exercise has it.</summary>
    public const string OfRest = "rest";

    /// <summary>The joint that is drawn as a circle.</summary>
    public const string Head = "head";

    public const int Width = 240;
    public const int Height = 160;
    public const int Floor = 142;

    public static readonly IReadOnlyList<string> Parts = ["torso", "back", "limb", "far"];
}

/// <summary>One drawn line of the body.</summary>
/// <param name="Part"><c>torso</c>: thick and curved; <c>back</c>: curved, paler; <c>limb</c>: straight; <c>far</c>:
/// straight, paler.</param>
/// <param name="Joints">Names of the joints it goes through.</param>
internal sealed record FigureLine(
    [OneOf(typeof(Figure), nameof(Figure.Parts))] string Part,
    IReadOnlyList<string> Joints
);

/// <summary>One key frame.</summary>
/// <param name="Joints">Place [x, y] of each joint in a box of 240 × 160 with the floor at y = 142.</param>
internal sealed record FigureFrame(IReadOnlyDictionary<string, IReadOnlyList<double>> Joints);
