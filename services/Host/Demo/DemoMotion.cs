namespace UpperBack.Host.Demo;

/// <summary>How far somebody is in a movement; as services/Web/src/figure/motion.ts has it for the figure that a page
/// shows.</summary>
internal static class DemoMotion
{
    private const double RepetitionMs = 4000;
    private const double SettleMs = 3500;
    private const double BreathMs = 8000;
    private const double BreathDepth = 0.12;

    /// <returns>From 0, the first pose, to 1, the last.</returns>
    public static double ProgressOf(RunSheetStep step, string liftOn, double elapsedMs)
    {
        if (step.Kind == StepKinds.Rest)
            return Wave(elapsedMs / BreathMs);
        if (step.Breath is { } breath)
        {
            var fullness = FullnessOf(breath, elapsedMs / 1000);
            return liftOn == "in" ? fullness : 1 - fullness;
        }

        return step.Repetitions is null
            ? Ease(elapsedMs / SettleMs) * (1 - (BreathDepth * Wave(elapsedMs / BreathMs)))
            : Wave(elapsedMs / RepetitionMs);
    }

    /// <summary>How full the lungs are, 0 to 1.</summary>
    private static double FullnessOf(BreathPace breath, double elapsedSeconds)
    {
        var round = breath.InSeconds + breath.OutSeconds;
        if (elapsedSeconds < 0 || elapsedSeconds >= breath.Rounds * round)
            return 0;
        var within = elapsedSeconds % round;
        return within < breath.InSeconds
            ? Ease(within / breath.InSeconds)
            : 1 - Ease((within - breath.InSeconds) / breath.OutSeconds);
    }

    private static double Ease(double share) => (1 - Math.Cos(Math.PI * Math.Clamp(share, 0, 1))) / 2;

    /// <summary>0 at every whole turn, 1 in between.</summary>
    private static double Wave(double turns) => (1 - Math.Cos(2 * Math.PI * turns)) / 2;
}
