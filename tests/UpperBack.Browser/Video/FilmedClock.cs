using System.Diagnostics;

namespace UpperBack.Browser.Video;

/// <summary>An encoder by RTMP whose camera sees the calibration clock: frames drawn here, coded by ffmpeg with
/// B-frames, which come late.</summary>
internal sealed class FilmedClock : IAsyncDisposable
{
    private const int Width = 640,
        Height = 360,
        Rate = 30;
    private const int Columns = 8,
        Rows = 6,
        Margin = 2,
        TimeBits = 36;

    private readonly Process ffmpeg;
    private readonly CancellationTokenSource stopped = new();
    private readonly Task drawing;

    private FilmedClock(Process ffmpeg)
    {
        this.ffmpeg = ffmpeg;
        drawing = Task.Run(DrawAsync);
    }

    /// <summary>Begins to stream to an address, stream key and all.</summary>
    public static FilmedClock Start(string address) =>
        new(
            Process.Start(
                new ProcessStartInfo(
                    "ffmpeg",
                    $"-v error -f rawvideo -pix_fmt gray -video_size {Width}x{Height} -framerate {Rate} -i pipe:0 "
                        + "-f lavfi -i sine=frequency=330:sample_rate=48000 -shortest "
                        + "-c:v libx264 -preset veryfast -bf 2 -g 60 -keyint_min 60 -sc_threshold 0 "
                        + $"-b:v 1M -pix_fmt yuv420p -c:a aac -b:a 96k -f flv {address}"
                )
                {
                    RedirectStandardInput = true,
                }
            )!
        );

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await drawing;
        await ffmpeg.WaitForExitAsync(new CancellationTokenSource(Machine.Allow(TimeSpan.FromSeconds(10))).Token);
        ffmpeg.Dispose();
        stopped.Dispose();
    }

    private async Task DrawAsync()
    {
        var pipe = ffmpeg.StandardInput.BaseStream;
        var picture = new byte[Width * Height];
        var began = Stopwatch.StartNew();
        try
        {
            for (var frame = 0L; !stopped.IsCancellationRequested; frame++)
            {
                var wait = TimeSpan.FromSeconds(frame / (double)Rate) - began.Elapsed;
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait);
                Draw(picture, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
                await pipe.WriteAsync(picture);
            }

            ffmpeg.StandardInput.Close();
        }
        catch (IOException)
        {
            // ffmpeg ended first; what it says is on the console.
        }
    }

    /// <summary>The clock as services/Web/src/broadcast/barcodeClock.ts draws it, in the middle of the
    /// picture.</summary>
    private static void Draw(Span<byte> picture, long ms)
    {
        picture.Fill(90);
        var (cellWidth, cellHeight) = (28, 28);
        var (left, top) = (
            (Width - (cellWidth * (Columns + (2 * Margin)))) / 2,
            (Height - (cellHeight * (Rows + (2 * Margin)))) / 2
        );
        void Fill(Span<byte> area, int x0, int y0, int x1, int y1, byte shade)
        {
            for (var y = top + (y0 * cellHeight); y < top + (y1 * cellHeight); y++)
                area.Slice((y * Width) + left + (x0 * cellWidth), (x1 - x0) * cellWidth).Fill(shade);
        }

        Fill(picture, 0, 0, Columns + (2 * Margin), Rows + (2 * Margin), 255);
        Fill(picture, 1, 1, Columns + (2 * Margin) - 1, Rows + (2 * Margin) - 1, 0);
        var cells = Cells(ms);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (cells[cell])
                Fill(
                    picture,
                    Margin + (cell % Columns),
                    Margin + (cell / Columns),
                    Margin + (cell % Columns) + 1,
                    Margin + (cell / Columns) + 1,
                    255
                );
        }
    }

    private static bool[] Cells(long ms)
    {
        var time = Enumerable.Range(0, TimeBits).Select(bit => (ms >> bit & 1) == 1).ToArray();
        var sum = 0xa5;
        foreach (var bit in time)
        {
            var carry = (sum >> 7 & 1) != (bit ? 1 : 0);
            sum = (sum << 1 & 0xff) ^ (carry ? 0x2f : 0);
        }

        bool[] payload = [.. time, .. Enumerable.Range(0, 8).Select(bit => (sum >> bit & 1) == 1)];
        const int Last = (Columns * Rows) - 1;
        var next = 0;
        return
        [
            .. Enumerable
                .Range(0, Columns * Rows)
                .Select(cell => cell is 0 or Columns - 1 or Columns * (Rows - 1) || (cell != Last && payload[next++])),
        ];
    }
}
