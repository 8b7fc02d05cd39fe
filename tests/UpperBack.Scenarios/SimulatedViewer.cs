using UpperBack.Crowd.Watching;

namespace UpperBack.Scenarios;

/// <summary>What the crowd's viewers are made of: a measurement is worth what its instrument is.</summary>
public sealed class SimulatedViewer
{
    private const string Playlist = """
        #EXTM3U
        #EXT-X-VERSION:9
        #EXT-X-TARGETDURATION:2
        #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,PART-HOLD-BACK=1.000
        #EXT-X-PART-INF:PART-TARGET=0.500
        #EXT-X-MEDIA-SEQUENCE:40
        #EXT-X-SKIP:SKIPPED-SEGMENTS=2
        #EXT-X-MAP:URI="init-1.mp4"
        #EXT-X-PROGRAM-DATE-TIME:2026-03-02T06:00:00.000Z
        #EXT-X-PART:DURATION=0.50000,URI="42.0.m4s",INDEPENDENT=YES
        #EXT-X-PART:DURATION=0.50000,URI="42.1.m4s"
        #EXTINF:1.00000,
        42.m4s
        #EXT-X-PROGRAM-DATE-TIME:2026-03-02T06:00:01.000Z
        #EXT-X-PART:DURATION=0.50000,URI="43.0.m4s",INDEPENDENT=YES
        #EXT-X-PRELOAD-HINT:TYPE=PART,URI="43.1.m4s"
        """;

    [Fact]
    public void APlaylistTellsWhatThereIsAndWhatComesNext()
    {
        var playlist = LivePlaylist.Parse(Playlist);
        var begins = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

        Assert.Equal(
            [
                new LivePart(42, 0, "42.0.m4s", 500, begins, true),
                new(42, 1, "42.1.m4s", 500, begins + 500, false),
                new(43, 0, "43.0.m4s", 500, begins + 1000, true),
            ],
            playlist.Parts
        );
        Assert.Equal(
            ("43.1.m4s", "init-1.mp4", 500, 1000, false),
            (playlist.Hint, playlist.Init, playlist.PartTargetMs, playlist.HoldBackMs, playlist.IsEnded)
        );
        Assert.Equal("_HLS_msn=43&_HLS_part=1&_HLS_skip=YES", playlist.NextQuery);
        Assert.Equal(0, playlist.FirstToFetch);
    }

    [Fact]
    public void OnlyWhatIsNewIsTakenFromALaterPlaylist()
    {
        var before = LivePlaylist.Parse(Playlist);
        var later = LivePlaylist.Parse(
            Playlist.Replace(
                "#EXT-X-PRELOAD-HINT",
                "#EXT-X-PART:DURATION=0.50000,URI=\"43.1.m4s\"\n#EXTINF:1.00000,\n43.m4s\n#EXT-X-PRELOAD-HINT"
            )
        );

        Assert.Equal("43.1.m4s", Assert.Single(later.Since(before)).Uri);
        Assert.Equal((44, 0), (later.NextSegment, later.NextPart));
    }

    [Fact]
    public void APlayerStandsStillExactlyAsLongAsItHasNothingToPlay()
    {
        var buffer = new PlayBuffer(skipMs: 200, beginMs: 1000);
        Assert.Equal(0, buffer.Append(500, nowMs: 0));
        Assert.Equal(0, buffer.Append(500, nowMs: 5000));
        Assert.Equal(800, buffer.AheadMs);

        Assert.Equal(0, buffer.Append(500, nowMs: 5700));
        Assert.Equal(400, buffer.Append(500, nowMs: 6700));
        Assert.Equal(500, buffer.AheadMs);
        Assert.Equal(100, buffer.Elapse(nowMs: 7300));
        Assert.Equal(0, buffer.AheadMs);
    }

    [Fact]
    public void APlayerThatHasNotBegunDoesNotStandStill() =>
        Assert.Equal(0, new PlayBuffer(skipMs: 0, beginMs: 1000).Elapse(nowMs: 99_000));
}
