using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Tests.Packaging;

namespace UpperBack.Streaming.Tests.Playlists;

/// <summary>Playlists as text, and before a strict reader.</summary>
public sealed class PlaylistTests
{
    private const double Nine = 1_795_680_000_000;

    private static readonly PlaylistPart Key = new(1 / 3d, true);
    private static readonly PlaylistPart Other = new(1 / 3d, false);
    private static readonly PlaylistPart[] SixParts = [Key, Other, Other, Other, Other, Other];

    [Fact]
    public void TheLivePlaylistSaysAllThatALowLatencyPlayerNeeds() =>
        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-TARGETDURATION:2
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,PART-HOLD-BACK=1.300
            #EXT-X-PART-INF:PART-TARGET=0.334
            #EXT-X-MEDIA-SEQUENCE:16
            #EXT-X-DISCONTINUITY-SEQUENCE:3
            #EXT-X-MAP:URI="init-1.mp4"
            #EXT-X-PROGRAM-DATE-TIME:2026-11-26T08:00:00.000Z
            #EXTINF:2.00000,
            16.m4s
            #EXT-X-DISCONTINUITY
            #EXT-X-MAP:URI="init-2.mp4"
            #EXT-X-PROGRAM-DATE-TIME:2026-11-26T08:00:20.250Z
            #EXT-X-PART:DURATION=0.33333,URI="17.0.m4s",INDEPENDENT=YES
            #EXT-X-PART:DURATION=0.33333,URI="17.1.m4s"

            """.ReplaceLineEndings("\n") + "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"17.2.m4s\"\n",
            PlaylistWriter.WriteLive(
                new MediaPlaylist(
                    [Segment(16, 1, 0, parts: [])],
                    Segment(17, 2, 20_250, isJump: true, parts: [Key, Other]),
                    3,
                    IsEnded: false
                ),
                skip: false
            )
        );

    [Fact]
    public void AnUpdateLeavesOutWhatThePlayerHas()
    {
        var playlist = new MediaPlaylist(
            [.. Enumerable.Range(0, 15).Select(i => Segment(i, 1, i * 2000))],
            null,
            0,
            IsEnded: false
        );

        var update = PlaylistWriter.WriteLive(playlist, skip: true);

        Assert.Contains("#EXT-X-SKIP:SKIPPED-SEGMENTS=9\n", update, StringComparison.Ordinal);
        Assert.DoesNotContain("#EXT-X-MAP", update, StringComparison.Ordinal);
        Assert.DoesNotContain("\n8.m4s", update, StringComparison.Ordinal);
        Assert.Contains("\n9.m4s", update, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsOverEndsAndHintsAtNothing()
    {
        var ended = PlaylistWriter.WriteLive(
            new MediaPlaylist([Segment(4, 1, 0)], null, 0, IsEnded: true),
            skip: false
        );

        Assert.EndsWith("4.m4s\n#EXT-X-ENDLIST\n", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("PRELOAD-HINT", ended, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasLostIsListedAsAGapAndNeverSkipped()
    {
        var lost = Enumerable
            .Range(5, 8)
            .Select(i => new PlaylistSegment(new(1, i), 1, 1, Nine + (i * 2000), i == 12, [], IsGap: true));
        var playlist = new MediaPlaylist(
            [
                .. Enumerable.Range(0, 5).Select(i => Segment(i, 1, i * 2000)),
                .. lost,
                .. Enumerable.Range(13, 8).Select(i => Segment(i, 2, i * 2000, isJump: i == 13)),
            ],
            null,
            4,
            IsEnded: false,
            new(2, 21)
        );

        var whole = PlaylistWriter.WriteLive(playlist, skip: false);

        Assert.Contains("#EXT-X-GAP\n#EXTINF:1.00000,\n1-5.m4s\n", whole, StringComparison.Ordinal);
        Assert.EndsWith("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"2-21.0.m4s\"\n", whole, StringComparison.Ordinal);
        Assert.Contains(
            "#EXT-X-SKIP:SKIPPED-SEGMENTS=5\n",
            PlaylistWriter.WriteLive(playlist, skip: true),
            StringComparison.Ordinal
        );
        Assert.Equal("", ReferencePlaylistReader.Complaints(whole));
        Assert.DoesNotContain(
            "PRELOAD-HINT",
            PlaylistWriter.WriteLive(playlist with { Next = null }, skip: false),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void TheQualitiesAreListedWithTheirFolders() =>
        Assert.Equal(
            "#EXTM3U\n#EXT-X-VERSION:9\n"
                + "#EXT-X-STREAM-INF:BANDWIDTH=2500000,CODECS=\"avc1.42e01f,mp4a.40.2\",RESOLUTION=1280x720,"
                + "NAME=\"source\"\nsource/index.m3u8\n",
            PlaylistWriter.WriteMultivariant(
                [new PlaylistVariant("source", 2_500_000, "avc1.42e01f,mp4a.40.2", 1280, 720)],
                "index.m3u8"
            )
        );

    [Fact]
    public void AStrictReaderTakesEveryPlaylistOfATake()
    {
        var packaged = Packaged.Of(Ffmpeg.Clip(12));
        var (playlists, finished, open) = (new List<string>(), new List<PlaylistSegment>(), new List<PlaylistPart>());
        foreach (var part in packaged.Parts)
        {
            open.Add(new PlaylistPart(part.DurationSeconds, part.IsIndependent));
            var growing = new PlaylistSegment(
                new(3, part.SegmentNumber),
                1,
                open.Sum(one => one.DurationSeconds),
                Nine + (part.SegmentNumber * 2000),
                IsDiscontinuity: false,
                [.. open]
            );
            if (part.EndsSegment)
            {
                finished.Add(growing);
                open.Clear();
            }

            var playlist = new MediaPlaylist([.. finished], part.EndsSegment ? null : growing, 0, IsEnded: false);
            playlists.Add(PlaylistWriter.WriteLive(playlist, skip: false));
            playlists.Add(PlaylistWriter.WriteDvr(playlist with { Open = null }));
        }

        var whole = new MediaPlaylist(finished, null, 0, IsEnded: true);
        playlists.AddRange([PlaylistWriter.WriteLive(whole, false), PlaylistWriter.WriteVod(whole)]);

        Assert.Equal(
            "",
            ReferencePlaylistReader.Complaints(
                playlists.Where(text => text.Contains(".m4s\n", StringComparison.Ordinal))
            )
        );
        Assert.True(PlaylistWriter.PartHoldBackSeconds >= 2 * PackagerLimits.PartSeconds);
    }

    [Fact]
    public void TheStrictReaderFindsWhatIsWrong() =>
        Assert.Contains(
            "playlist 0",
            ReferencePlaylistReader.Complaints(
                "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:2\n#EXTINF:3.5,\n0.m4s\n"
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("12", "3", "YES", true)]
    [InlineData("12", null, "v2", true)]
    [InlineData(null, "3", null, false)]
    [InlineData("-1", null, null, false)]
    [InlineData("1.5", null, null, false)]
    [InlineData("99999999999999999999", null, null, false)]
    [InlineData("1", "9999999", null, false)]
    [InlineData("1", "", null, false)]
    [InlineData("1", "1", "maybe", false)]
    public void OnlyQueriesThatMeanSomethingAreTaken(string? number, string? part, string? skip, bool isTaken)
    {
        var request = PlaylistRequest.Parse(number, part, skip, out var error);
        Assert.Equal(isTaken, request is not null);
        Assert.Equal(isTaken, error.Length == 0);
    }

    [Theory]
    [InlineData(5L, null, 5, 3, false)]
    [InlineData(4L, null, 5, 3, true)]
    [InlineData(5L, 2, 5, 3, true)]
    [InlineData(5L, 3, 5, 3, false)]
    [InlineData(4L, 90, 5, 3, true)]
    [InlineData(null, null, 5, 0, true)]
    public void ARequestIsMetOnceWhatItAsksForIsThere(long? number, int? part, long open, int parts, bool isMet) =>
        Assert.Equal(isMet, new PlaylistRequest(number, part, false).IsMet(open, parts));

    [Fact]
    public void WhatNoPlayerCanKnowOfIsTooFarAhead()
    {
        Assert.False(new PlaylistRequest(6, null, false).IsTooFarAhead(5));
        Assert.True(new PlaylistRequest(7, null, false).IsTooFarAhead(5));
    }

    private static PlaylistSegment Segment(
        long number,
        int encoderSession,
        double afterMs,
        bool isJump = false,
        IReadOnlyList<PlaylistPart>? parts = null
    ) => new(new(0, number), encoderSession, 2, Nine + afterMs, isJump, parts ?? SixParts);
}
