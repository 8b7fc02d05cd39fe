using System.Globalization;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests;

/// <summary>Broken input by the thousand. UPPERBACK_MUTATIONS says how many of each kind.</summary>
internal static class Fuzz
{
    public static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("UPPERBACK_MUTATIONS") ?? "20000",
        CultureInfo.InvariantCulture
    );

    private const long MaxBytes = 64 << 20;

    /// <summary>Gives a reader one broken input after another: each is read, or refused with a reason, within the
    /// memory allowed.</summary>
    public static void Throw(Func<Random, byte[]> make, Action<byte[], Random> read)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var mutated = make(random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(mutated, random);
            }
            catch (MalformedStreamException)
            {
                refused++;
            }
            catch (Exception other)
            {
                Assert.Fail($"Seed {seed}, round {round}: {other}");
            }

            Assert.True(
                GC.GetAllocatedBytesForCurrentThread() - before < MaxBytes,
                $"Seed {seed}, round {round} took more than {MaxBytes >> 20} MiB."
            );
        }

        Assert.True(
            refused > Rounds / 20,
            $"Seed {seed}: only {refused} of {Rounds} were refused; the mutations are too tame."
        );
    }

    /// <summary>Flips bits, overwrites and cuts out bytes here and there.</summary>
    /// <param name="random">What happens.</param>
    /// <param name="whole">What is to be broken.</param>
    /// <param name="from">Nothing before this byte is touched.</param>
    /// <param name="headersEnd">Most of it happens before this byte, where a lie can do harm.</param>
    public static byte[] Mutate(Random random, byte[] whole, int from, int headersEnd)
    {
        var mutated = random.Next(3) == 0 ? whole[..random.Next(from + 8, whole.Length)] : whole[..];
        for (var change = random.Next(1, 8); change > 0 && mutated.Length > from + 8; change--)
        {
            var at = random.Next(from, random.Next(4) == 0 ? mutated.Length : Math.Min(mutated.Length, headersEnd));
            switch (random.Next(4))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[at] = (byte)(random.Next(2) * 255);
                    break;
                case 2:
                    random.NextBytes(mutated.AsSpan(at, Math.Min(4, mutated.Length - at)));
                    break;
                default:
                    mutated =
                    [
                        .. mutated[..at],
                        .. mutated[Math.Min(mutated.Length, at + random.Next(mutated.Length))..],
                    ];
                    break;
            }
        }

        return mutated;
    }
}
