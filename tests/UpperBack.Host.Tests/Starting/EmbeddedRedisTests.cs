using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using StackExchange.Redis;
using UpperBack.Infrastructure.Redis;

namespace UpperBack.Host.Tests.Starting;

/// <summary>Another process of the machine, or a page in a browser on it, gets nothing out of the embedded Redis and
/// nothing in.</summary>
[SupportedOSPlatform("linux")]
public sealed class EmbeddedRedisTests
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("channel");

    [Fact]
    public async Task NobodyElseReadsWritesOrTellsAnything()
    {
        using var redis = new EmbeddedRedis();

        // Did they listen at a port, there would be room for one.
        using var another = new EmbeddedRedis();
        await using var own = await ConnectionMultiplexer.ConnectAsync(redis.Configuration());
        await own.GetDatabase().StringSetAsync("secret", "the secret");
        var heard = new List<string>();
        (await own.GetSubscriber().SubscribeAsync(Channel)).OnMessage(message => heard.Add(message.Message!));

        Assert.IsType<UnixDomainSocketEndPoint>(Assert.Single(own.GetEndPoints()));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(redis.Socket));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(redis.Socket)!)
        );

        string[] attempts =
        [
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60\r\n\r\nPUBLISH channel forged\r\nSET secret "
                + "forged\r\n",
            "PUBLISH channel forged\r\n",
            Command("PUBLISH", "channel", "forged"),
            Command("SET", "secret", "forged"),
            Command("GET", "secret"),
            Command("FLUSHALL"),
            Command("EVAL", "return redis.call('SET', 'secret', 'forged')", "0"),
            Command("SUBSCRIBE", "channel"),
            Command("KEYS", "*"),
            Command("CONFIG", "GET", "*"),
            Command("ACL", "LIST"),
            Command("AUTH", ""),
            Command("AUTH", "default", ""),
            Command("MODULE", "LIST"),
            Command("DEBUG", "LOG"),
        ];
        foreach (var attempt in attempts)
        {
            // Whatever it answers to the attempt, it refuses the next one on the same connection too.
            var answer = await SayAsync(redis.Socket, attempt + Command("GET", "secret"));
            Assert.DoesNotContain("the secret", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("+OK", answer, StringComparison.Ordinal);
        }

        Assert.Equal("the secret", (string?)await own.GetDatabase().StringGetAsync("secret"));
        await own.GetSubscriber().PublishAsync(Channel, "true");
        await Eventually.Is(() => Task.FromResult(heard.Count), count => count > 0);
        Assert.Equal(["true"], heard);
    }

    [Fact]
    public void ItsFolderGoesWithIt()
    {
        var redis = new EmbeddedRedis();
        redis.Dispose();
        redis.Dispose();
        Assert.False(Directory.Exists(Path.GetDirectoryName(redis.Socket)));
    }

    private static string Command(params string[] words) =>
        $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n"));

    /// <summary>What is answered until nothing comes for a while or the connection is closed.</summary>
    private static async Task<string> SayAsync(string path, string text)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        await socket.SendAsync(Encoding.ASCII.GetBytes(text));
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
                var count = await socket.ReceiveAsync(buffer, enough.Token);
                if (count == 0)
                    break;
                answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }
        }
        catch (Exception quiet) when (quiet is OperationCanceledException or SocketException)
        {
            // All that will come has come.
        }

        return answer.ToString();
    }
}
