using System.Collections.Concurrent;
using System.Diagnostics;

namespace UpperBack.Streaming.Tests;

/// <summary>The encoder and decoder of the tests.</summary>
internal static class Ffmpeg
{
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Made = new();

    /// <summary>A test video and a tone as fragmented MP4, made once a run.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="video">Options of the video encoder.</param>
    /// <param name="rate">Frames a second.</param>
    public static byte[] Clip(
        int seconds,
        string video = "-c:v libx264 -preset ultrafast -bf 2 -g 60 -keyint_min 60 -sc_threshold 0",
        int rate = 30
    ) =>
        Made.GetOrAdd($"{seconds} {video} {rate}", _ => new Lazy<byte[]>(() =>
            Run(
                $"-f lavfi -i testsrc2=size=320x180:rate={rate} -f lavfi -i sine=frequency=330:sample_rate=48000 "
                    + $"-t {seconds} {video} -pix_fmt yuv420p -c:a aac -b:a 64k "
                    + "-f mp4 -movflags empty_moov+default_base_moof+frag_keyframe pipe:1"
            ).Output
        )).Value;

    /// <summary>Audio alone as fragmented MP4.</summary>
    public static byte[] Audio(int seconds) =>
        Made.GetOrAdd($"sound {seconds}", _ => new Lazy<byte[]>(() =>
            Run(
                $"-f lavfi -i sine=frequency=330:sample_rate=44100 -t {seconds} -c:a aac -b:a 64k -f mp4 "
                    + "-movflags empty_moov+default_base_moof -frag_duration 500000 pipe:1"
            ).Output
        )).Value;

    /// <summary>Sends media to an address by RTMP.</summary>
    /// <param name="media">What is sent.</param>
    /// <param name="choice">Which tracks, and how they are coded.</param>
    /// <param name="address">With the stream key.</param>
    /// <param name="pace"><c>-re</c> for real time; as fast as it goes otherwise.</param>
    /// <returns>What it complained of.</returns>
    public static Task<string> PublishAsync(byte[] media, string choice, string address, string pace = "") =>
        Task.Run(() => Run($"-v error {pace} -i pipe:0 {choice} -f flv {address}", media).Complaints);

    /// <summary>Decodes everything; what it complains of is returned.</summary>
    public static string Complaints(byte[] media) => Run("-v warning -i pipe:0 -f null -", media).Complaints;

    /// <summary>Presentation times and key flags of a stream as ffprobe reads them.</summary>
    /// <param name="media">A whole file.</param>
    /// <param name="stream"><c>v</c> or <c>a</c>.</param>
    public static IReadOnlyList<(double Seconds, bool IsKey)> Packets(byte[] media, string stream)
    {
        var text = System.Text.Encoding.UTF8.GetString(
            Start(
                "ffprobe",
                $"-v error -select_streams {stream} -show_entries packet=pts_time,flags -of csv=p=0 pipe:0",
                media
            ).Output
        );
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(','))
                .Select(fields =>
                    (
                        double.Parse(fields[0], System.Globalization.CultureInfo.InvariantCulture),
                        fields[1].StartsWith('K')
                    )
                )
                .OrderBy(packet => packet.Item1),
        ];
    }

    private static (byte[] Output, string Complaints) Run(string arguments, byte[]? input = null) =>
        Start("ffmpeg", "-hide_banner -nostats " + (input is null ? "-v error " : "") + arguments, input);

    private static (byte[] Output, string Complaints) Start(string tool, string arguments, byte[]? input)
    {
        using var process = Process.Start(
            new ProcessStartInfo(tool, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var output = new MemoryStream();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        var complaints = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            try
            {
                process.StandardInput.BaseStream.Write(input);
            }
            catch (IOException)
            {
                // It ended before it had read everything; its output says why.
            }
        }

        process.StandardInput.Close();
        Task.WaitAll(copying, complaints);
        process.WaitForExit();
        return (output.ToArray(), complaints.Result.Trim());
    }
}
