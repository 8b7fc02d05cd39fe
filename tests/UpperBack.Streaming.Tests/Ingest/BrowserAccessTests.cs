using System.Buffers.Binary;
using System.Net.WebSockets;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests.Ingest;

/// <summary>Who may stream from a browser, and what ends a connection that is misused.</summary>
[Collection(IngestCollection.Name)]
public sealed class BrowserAccessTests(StreamingFixture fixture)
{
    [Fact]
    public async Task OnlyTheInstructorOfTheClassMayStreamIt()
    {
        var planned = await fixture.PlanAsync();
        foreach (
            var (member, code) in new[]
            {
                (await fixture.Server.SignInAsync("Asha"), "room.not-leader"),
                (await fixture.Server.SignInAsync("Cleo", "Europe/Berlin", Roles.Instructor), "room.not-leader"),
            }
        )
        {
            await using var other = await BrowserEncoder.ConnectAsync(planned, member);
            Assert.Equal(code, await other.ReadEndAsync());
        }

        await Assert.ThrowsAsync<WebSocketException>(() =>
            BrowserEncoder.ConnectAsync(planned, planned.Instructor with { Token = "nonsense" })
        );
        using var plain = await planned.Instructor.Http.GetAsync(planned.Api("/ingest"));
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
    }

    [Fact]
    public async Task AnotherSiteCannotOpenTheSocketWithAMembersCookie()
    {
        var planned = await fixture.PlanAsync();
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        socket.Options.SetRequestHeader("Cookie", "upperback=whatever");
        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(
                new UriBuilder(fixture.Server.Address) { Scheme = "ws", Path = planned.Api("/ingest") }.Uri,
                default
            )
        );
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task ConnectionsThatAreOpenedAndLeftKeepNobodyOut()
    {
        var planned = await fixture.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        var other = await fixture.Server.SignInAsync("Idle");
        var idle = new List<(BrowserEncoder Encoder, Task<string?> End)>();
        for (var i = 0; i < 24; i++)
        {
            var encoder = await BrowserEncoder.ConnectAsync(planned, i < 12 ? other : planned.Instructor);

            // Who is accepted last streams: without waiting, that could be one of these.
            if (i >= 12)
                await encoder.ReadUntilAsync("accepted");
            idle.Add((encoder, encoder.ReadEndAsync()));
        }

        await using var browser = await BrowserEncoder.ConnectAsync(planned);
        await browser.ReadUntilAsync("accepted");
        await browser.SendFormatAsync(format);
        await browser.SendAsync(format, samples);
        await planned.UntilAsync("live");
        Assert.All(await Task.WhenAll(idle.Take(12).Select(one => one.End)), code =>
            Assert.Equal("room.not-leader", code)
        );
        Assert.All(await Task.WhenAll(idle.Skip(12).Select(one => one.End)), code =>
            Assert.Equal("stream.replaced", code)
        );
        foreach (var (encoder, _) in idle)
            await encoder.DisposeAsync();
    }

    [Fact]
    public async Task MisuseEndsTheConnectionWithAReasonAndTouchesNoOther()
    {
        var neighbour = await fixture.PlanAsync();
        var (format, samples) = Clips.Read(Clips.Plain(6));
        await using var good = await BrowserEncoder.ConnectAsync(neighbour);
        await good.SendFormatAsync(format);
        await good.SendAsync(format, samples.Take(300));

        var planned = await fixture.PlanAsync();
        var announce = BrowserEncoder.FormatText(format);
        var sample = BrowserEncoder.Message(samples.First(s => s.Track == Track.Video), format);
        var late = BrowserEncoder.Message(samples.Last(s => s.Track == Track.Video), format);
        var negative = (byte[])sample.Clone();
        BinaryPrimitives.WriteInt64BigEndian(negative.AsSpan(4), -1);
        var brokenUnits = (byte[])sample.Clone();
        brokenUnits[16] = 0x7f;
        object[][] misuses =
        [
            [sample],
            ["garbage"],
            ["{}"],
            ["""{"type":"dance"}"""],
            ["""{"type":"format","video":null,"audio":null}"""],
            ["""{"type":"format","video":{"width":1,"height":1,"description":"AAAA"},"audio":null}"""],
            ["""{"type":"anchor","mediaUs":0,"capturedAtMs":1}"""],
            [announce, """{"type":"anchor","mediaUs":0,"capturedAtMs":1}"""],
            [announce, """{"type":"anchor","mediaUs":-5,"capturedAtMs":1}"""],
            [announce, new byte[] { 1 }],
            [announce, new byte[200]],
            [announce, negative],
            [announce, brokenUnits],
            [announce, late, sample],
            [announce, new byte[(4 << 20) + 1]],
        ];
        foreach (var misuse in misuses)
        {
            await using var bad = await BrowserEncoder.ConnectAsync(planned);
            foreach (var message in misuse)
                await (message is string text ? bad.SendTextAsync(text) : bad.SendBytesAsync((byte[])message));
            var end = await bad.ReadUntilAsync("end");
            Assert.Equal("stream.malformed", end?.GetProperty("code").GetString());
            Assert.True(end!.Value.GetProperty("message").GetString()!.Length > 20);
            Assert.Null(await bad.ReadUntilAsync("nothing more"));
            Assert.Equal(WebSocketCloseStatus.PolicyViolation, bad.CloseStatus);
        }

        await good.SendAsync(format, samples.Skip(300));
        await good.StopAsync();
        Assert.Null(await good.ReadEndAsync());
        await neighbour.UntilAsync("ended");
        Assert.Equal("", Ffmpeg.Complaints(await (await neighbour.LetInAsync()).DownloadAsync("source/replay.m3u8")));
    }
}
