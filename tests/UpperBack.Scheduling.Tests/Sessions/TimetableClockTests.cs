namespace UpperBack.Scheduling.Tests.Sessions;

/// <summary>The clock alone changes the timetable, too.</summary>
public class TimetableClockTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Fact]
    public async Task SessionsComeAndGoAsTimePasses()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var clock = fixture.Server.Clock;
        var near = await fixture.PlanSessionAsync();
        var far = await fixture.PlanSessionAsync(
            fields: (
                "startsAt",
                clock.GetUtcNow().AddDays(14).AddMinutes(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null)
            )
        );
        Assert.NotNull(await ben.SeeAsync(near));
        Assert.Null(await ben.SeeAsync(far));

        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.NotNull(await ben.SeeAsync(far));

        clock.Advance(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(28));
        Assert.NotNull(await ben.SeeAsync(near));
        await ben.IsAsReadAnewAsync();

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await ben.SeeAsync(near));
        Assert.NotNull(await ben.SeeAsync(far));

        // Planned beyond the window's end, after the page was made, and within it soon afterwards.
        var late = await fixture.PlanSessionAsync(
            fields: ("startsAt", clock.GetUtcNow().AddDays(14).AddMinutes(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null))
        );
        Assert.Null(await ben.SeeAsync(late));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.NotNull(await ben.SeeAsync(late));
    }
}
