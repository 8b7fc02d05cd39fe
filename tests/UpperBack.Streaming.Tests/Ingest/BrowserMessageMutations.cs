using System.Text;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests.Ingest;

/// <summary>Malformed messages end in a reason, never in a crash.</summary>
public sealed class BrowserMessageMutations
{
    [Fact]
    public void MutatedMessagesAreReadOrRefused()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (format, samples) = Clips.Read(Clips.Plain(6));
        var texts = new[]
        {
            BrowserEncoder.FormatText(format),
            """{"type":"anchor","mediaUs":2000000,"capturedAtMs":1790000000000.5}""",
            """{"type":"stop"}""",
        }
            .Select(Encoding.UTF8.GetBytes)
            .ToList();
        var binaries = samples.Take(40).Select(sample => BrowserEncoder.Message(sample, format)).ToList();
        var read = 0;
        for (var i = 0; i < Fuzz.Rounds; i++)
        {
            var isText = random.Next(2) == 0;
            var message = Mutate(
                random,
                isText ? texts[random.Next(texts.Count)] : binaries[random.Next(binaries.Count)]
            );
            try
            {
                if (isText)
                    BrowserMessages.ReadText(message);
                else
                    BrowserMessages.ReadSample(message, format);
                read++;
            }
            catch (MalformedStreamException reason)
            {
                Assert.NotEmpty(reason.Message);
            }
            catch (Exception crash) when (crash is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{crash} (seed {seed}, round {i}, message {Convert.ToHexString(message)})");
            }
        }

        Assert.InRange(read, 1, Fuzz.Rounds - 1);
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        var message = original.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && message.Count > 0; changes--)
        {
            var at = random.Next(message.Count);
            switch (random.Next(5))
            {
                case 0:
                    message[at] = (byte)random.Next(256);
                    break;
                case 1:
                    message[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    message.RemoveRange(at, Math.Min(random.Next(1, 20), message.Count - at));
                    break;
                case 3:
                    message.InsertRange(at, message.Take(random.Next(1, 20)).ToList());
                    break;
                default:
                    message.RemoveRange(at, message.Count - at);
                    break;
            }
        }

        return [.. message];
    }
}
