using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>Broken input by the thousand on the mirror's socket: nothing breaks, nothing piles up, and those who behave
/// notice nothing. UPPERBACK_MUTATIONS says how much.</summary>
public sealed class MirrorHostileTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const long MaxGrowth = 64 << 20;

    private static readonly int Mutations = int.Parse(
        Environment.GetEnvironmentVariable("UPPERBACK_MUTATIONS")
            ?? Scale.Of(full: 20_000, usual: 1000).ToString(CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture
    );

    private static readonly string[] Texts =
    [
        """{"type":"share","publicKey":"KEY","ofAge":true}""",
        """{"type":"watch","publicKey":"KEY"}""",
        """{"type":"pause","paused":true}""",
        """{"type":"key","leader":"0123456789abcdef","keyId":1,"wrapped":"WRAPPED"}""",
        """{"type":"look","tile":1,"on":true}""",
        """{"type":"look","tile":65535,"on":true}""",
        """{"type":"needKeyFrame","tile":1,"kind":1}""",
        """{"type":"needKeyFrame","tile":-1,"kind":99999999999}""",
        """{"type":"split","on":true}""",
        """{"type":"ping","atMs":1e400}""",
        """{"type":"ping","atMs":12}""",
        """{"type":{"type":"share"},"publicKey":[]}""",
        """[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]""",
        """{"type":"ended","code":"x","message":"y","retryable":true}""",
    ];

    [Fact]
    public async Task BrokenMessagesHarmNobody()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var log = LogLines.Of(fixture.Server);
        var scene = await MirrorScene.MakeAsync(fixture);
        await using var coach = await scene.WatchAsync(scene.Coach);
        await using var asha = await scene.ShareAsync("Asha");
        await coach.HasKeyAsync(asha);
        var hostile = await scene.SeatAsync("Hostile");
        var stranger = await fixture.Server.SignInAsync("Stranger");
        using var stopping = new CancellationTokenSource();
        var neighbour = MirrorScene.SendAllTheTimeAsync(asha, stopping.Token);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var pair = new MirrorPair();
        for (var sent = 0; sent < Mutations; )
        {
            // As a member who may share, as a leader, and as nobody in particular.
            var (who, hello) = random.Next(4) switch
            {
                0 => (scene.Instructor, new MirrorWatch(pair.PublicKey)),
                1 => (stranger, new MirrorWatch(pair.PublicKey)),
                2 => (stranger, (MirrorClientMessage?)null),
                _ => (hostile, new MirrorShare(pair.PublicKey)),
            };
            await using var link = await MirrorLink.ConnectAsync(scene.Address, who, scene.Session);
            if (hello is not null)
                await link.SendAsync(hello);
            for (var i = random.Next(1, 40); i > 0 && !link.IsClosed && sent < Mutations; i--, sent++)
            {
                if (random.Next(2) == 0)
                    await link.SendBinaryAsync(MutatePicture(random));
                else
                    await link.SendTextAsync(MutateText(random, pair.PublicKey));
            }

            if (random.Next(5) == 0)
                link.Break();
            Assert.True(who == scene.Instructor || link.PictureBytes == 0, $"Seed {seed}: a picture reached {who}.");
        }

        var pictures = coach.Pictures.Count;
        await Eventually.Is(() => coach.Pictures.Count > pictures + 10);
        await stopping.CancelAsync();
        await neighbour;
        var tile = (await coach.TileOfAsync(asha.Member)).Tile;
        var own = coach.Pictures.Where(picture => picture.Tile == tile).ToList();
        Assert.True(own.TrueForAll(picture => picture.Plain is not null), $"Seed {seed}: pictures were broken.");
        Assert.False(asha.Link.IsClosed || coach.Link.IsClosed, $"Seed {seed}: a neighbour was cut off.");
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < MaxGrowth, $"Seed {seed}: {grown >> 20} MiB more.");
        await Eventually.Is(() => coach.Tiles.Count == 1);
        Assert.DoesNotContain(log.Lines, line => line.Level >= LogLevel.Error);
    }

    private static byte[] MutatePicture(Random random)
    {
        var length = random.Next(10) switch
        {
            0 => random.Next(0, 48),
            1 => MirrorLimits.TileBytes + random.Next(-64, 64),
            2 => MirrorLimits.LookInBytes + random.Next(-64, 64),
            3 => random.Next(0, 200_000),
            _ => random.Next(41, 2000),
        };
        var message = new byte[length];
        random.NextBytes(message);
        if (length < MirrorLimits.HeaderBytes || random.Next(5) == 0)
            return message;

        // A header as it should be, but for one byte now and then.
        (message[0], message[1], message[2], message[3]) = ((byte)random.Next(1, 3), (byte)random.Next(0, 4), 1, 0);
        if (random.Next(3) == 0)
            message[random.Next(0, 4)] = (byte)random.Next(256);
        return message;
    }

    private static string MutateText(Random random, string publicKey)
    {
        var text = new StringBuilder(Texts[random.Next(Texts.Length)])
            .Replace("KEY", publicKey)
            .Replace("WRAPPED", Convert.ToBase64String(new byte[60]));
        for (var change = random.Next(0, 4); change > 0 && text.Length > 1; change--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text[at] = (char)random.Next(1, 0x3000);
                    break;
                case 1:
                    text.Remove(at, random.Next(1, Math.Min(20, text.Length - at + 1)));
                    break;
                case 2:
                    text.Insert(at, new string((char)random.Next(32, 127), random.Next(1, 1500)));
                    break;
                default:
                    text.Insert(at, "\"type\":\"look\",");
                    break;
            }
        }

        return text.ToString();
    }
}
