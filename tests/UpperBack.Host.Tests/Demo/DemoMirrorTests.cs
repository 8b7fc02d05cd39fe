using UpperBack.Host.Demo;
using UpperBack.Testing.Mirror;

namespace UpperBack.Host.Tests.Demo;

/// <summary>The demo as a newcomer meets it who signs in as the coach.</summary>
public sealed class DemoMirrorTests
{
    private const int Sharers = 2;
    private static readonly DemoFigures Figures = DemoFigures.Load();
    private static readonly MemberId Faulty = DemoCast.Community[0].Id;

    [Fact]
    public async Task TheCoachSeesWhoSharesAndAFaultThatGoesAwayAfterANote()
    {
        await using var server = await UpperBackServer.StartAsync(
            null,
            "--demo",
            "on",
            "--Demo:Participants",
            $"{Sharers}",
            "--Demo:PauseSeconds",
            "3"
        );
        var cleo = await DemoVisit.SignInAsync(server, DemoCast.Coach);
        var session = await DemoVisit.FindClassAsync(cleo, null);
        await using var console = await LiveClient.ConnectAsync(server, cleo);
        await DemoVisit.JoinAsync(console, session);
        await using var wall = await MirrorWatcher.WatchAsync(server.Address, cleo, session);
        await Eventually.Is(
            () => wall.Tiles.Count == Sharers && wall.Tiles.All(tile => LastOf(wall, tile.Tile, kind: 1) is not null),
            DemoVisit.Timeout
        );

        // Past what everybody gets ready with.
        server.Clock.Advance(TimeSpan.FromSeconds(45));
        var tile = wall.Tiles.Single(tile => tile.MemberId == Faulty).Tile;
        await wall.LookAsync(tile);
        var (wrong, well) = (Stills(hasFault: true), Stills(hasFault: false));
        await Eventually.Is(() => LastOf(wall, tile, kind: 2) is { } seen && wrong.Contains(seen), DemoVisit.Timeout);

        await console.SendNoteAsync(session, "Let your shoulders go", Faulty);
        await Eventually.Is(() =>
            console.FormNoteChanges.Any(note => note is { To: var to, SeenAtMs: not null } && to == Faulty)
        );
        await Eventually.Is(() =>
            console.FormNoteChanges.Any(note => note is { To: var to, ResolvedAtMs: not null } && to == Faulty)
        );
        await Eventually.Is(() => LastOf(wall, tile, kind: 2) is { } seen && well.Contains(seen));
    }

    /// <summary>The last picture of a tile that the coach could decrypt; null before the first.</summary>
    private static string? LastOf(MirrorWatcher wall, int tile, int kind) =>
        wall.Pictures.LastOrDefault(one => one.Tile == tile && one.Frame.Kind == kind) is { Plain: { } picture }
            ? Convert.ToBase64String(picture)
            : null;

    private static HashSet<string> Stills(bool hasFault) =>
        [
            .. Figures
                .Movements.Keys.Where(movement => movement != DemoFigures.Rest)
                .SelectMany(movement =>
                    Enumerable
                        .Range(0, 20)
                        .Select(step => Figures.Find(movement, 0, hasFault, isLookIn: true, step / 19.0).ToArray())
                )
                .Select(Convert.ToBase64String),
        ];
}
