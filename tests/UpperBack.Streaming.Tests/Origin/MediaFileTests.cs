using CsCheck;
using UpperBack.Streaming.Origin;

namespace UpperBack.Streaming.Tests.Origin;

public sealed class MediaFileTests
{
    [Fact]
    public void AFilesNameIsReadInOneWayOnly()
    {
        Gen.Long[0, 999_999_999]
            .Sample(number =>
                Assert.Equal(new MediaFile(MediaFileKind.Segment, number), MediaFile.Parse($"{number}.m4s"))
            );
        Gen.Select(Gen.Long[0, 999_999_999], Gen.Int[0, 99])
            .Sample(
                (number, part) =>
                    Assert.Equal(
                        new MediaFile(MediaFileKind.Part, number, part),
                        MediaFile.Parse($"{number}.{part}.m4s")
                    )
            );
        Gen.Select(Gen.Int[1, 99_999], Gen.Long[0, 999_999_999], Gen.Int[0, 99])
            .Sample(
                (run, number, part) =>
                {
                    Assert.Equal(
                        new MediaFile(MediaFileKind.Segment, number, 0, run),
                        MediaFile.Parse($"{run}-{number}.m4s")
                    );
                    Assert.Equal(
                        new MediaFile(MediaFileKind.Part, number, part, run),
                        MediaFile.Parse($"{run}-{number}.{part}.m4s")
                    );
                }
            );
        Assert.Equal(new MediaFile(MediaFileKind.Init, 12), MediaFile.Parse("init-12.mp4"));
        foreach (
            var wrong in new[]
            {
                "",
                ".m4s",
                "01.m4s",
                "+1.m4s",
                "1.01.m4s",
                "1.2.3.m4s",
                "init-.mp4",
                "init.mp4",
                "init-4",
                "-1.m4s",
                "1.m4s ",
                "٣.m4s",
                "1234567890123456.m4s",
                "1.99999999999.m4s",
                "0-1.m4s",
                "01-1.m4s",
                "1-.m4s",
                "1--1.m4s",
                "1-2-3.m4s",
                "9999999999-1.m4s",
            }
        )
            Assert.Null(MediaFile.Parse(wrong));
    }
}
