namespace UpperBack.Live.Tests;

/// <summary>Who is silent, on either side of a connection.</summary>
public sealed class SocketSilenceTests
{
    [Fact]
    public async Task WhoReadsSlowlyIsNotDroppedForSilenceWhileSomethingWaits()
    {
        using var pair = await SocketPair.ConnectAsync();
        pair.Output.Send(SocketPair.Message("long", 5_000_000));
        Assert.Equal("{}", await pair.ReadAsync());
        var reading = pair.ReadAsync(pauseEveryBytes: 20_000);
        for (var second = 0; second < 18; second++)
            Assert.True(pair.CountSilence());

        Assert.Equal("long", await reading);
        for (var second = 0; second < 12; second++)
            Assert.True(pair.CountSilence());
        Assert.Equal(0, pair.Closings);
    }

    [Fact]
    public async Task WhoSaysNothingIsPingedAndDroppedWhenNothingIsAnswered()
    {
        Exception? reason = null;
        using var pair = await SocketPair.ConnectAsync(lost: ex => reason = ex);
        for (var second = 0; second < 13; second++)
            Assert.True(pair.CountSilence());
        pair.Output.Heard();
        for (var second = 0; second < 13; second++)
            Assert.True(pair.CountSilence());
        byte[] greeting = [0x81, 3, .. "{}\u001e"u8];
        byte[] ping = [0x89, 0];
        byte[] keepAlive = [0x81, 11, .. "{\"type\":6}\u001e"u8];
        byte[] expected = [.. greeting, .. ping, .. ping, .. keepAlive, .. ping, .. ping];
        var (received, length) = (new byte[64], 0);
        while (length < expected.Length)
            length += await pair.Client.ReceiveAsync(received.AsMemory(length));
        Assert.Equal(expected, received.Take(length));

        Assert.False(pair.CountSilence());

        Assert.IsType<TimeoutException>(reason);
        Assert.Equal(1, pair.Closings);
    }

    [Fact]
    public async Task WhoHearsNothingForLongIsToldThatTheServerIsThere()
    {
        using var pair = await SocketPair.ConnectAsync();
        Assert.Equal("{}", await pair.ReadAsync());
        LetSecondsPass(14);
        pair.Output.Send(SocketPair.Message("1"));
        LetSecondsPass(14);
        await pair.SendOwnAsync("{\"own\":1}");
        LetSecondsPass(14);
        pair.Output.Send(SocketPair.Message("2"));
        LetSecondsPass(15);

        // A round may come late.
        pair.Output.Heard();
        Assert.True(pair.CountSilence(15));

        foreach (var message in (string[])["1", "{\"own\":1}", "2", "{\"type\":6}", "{\"type\":6}"])
            Assert.Equal(message, await pair.ReadAsync());

        void LetSecondsPass(int seconds)
        {
            for (var second = 0; second < seconds; second++)
            {
                pair.Output.Heard();
                Assert.True(pair.CountSilence());
            }
        }
    }
}
