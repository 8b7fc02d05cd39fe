using System.Diagnostics;
using System.Globalization;

namespace UpperBack.Streaming.Renditions;

/// <summary>The command with which ffmpeg (5.1 or later) makes a lower rendition of what comes on its input, as it
/// comes.</summary>
internal static class FfmpegProgram
{
    /// <summary>Where a program is, by its name or path; null when it is not installed.</summary>
    public static string? Find(string program)
    {
        if (
            program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || program.Contains(Path.AltDirectorySeparatorChar, StringComparison.Ordinal)
        )
            return File.Exists(program) ? program : null;

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        string[] names = OperatingSystem.IsWindows() ? [program, program + ".exe"] : [program];
        return folders
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Fragmented MP4 in, fragmented MP4 out. Each frame keeps its time and key frames stay where they are,
    /// so that players can change between this and the source anywhere; audio is passed on untouched.</summary>
    public static ProcessStartInfo Command(string program, Rung rung)
    {
        var bits = rung.BitsPerSecond.ToString(CultureInfo.InvariantCulture);
        return new ProcessStartInfo(
            program,
            [
                "-hide_banner",
                "-nostats",
                "-loglevel",
                "error",
                // The header says all there is to know: nothing is waited for. One thread decodes, as several would
                // each hold a frame back.
                "-copyts",
                "-probesize",
                "32",
                "-analyzeduration",
                "0",
                "-threads",
                "1",
                "-f",
                "mp4",
                "-i",
                "pipe:0",
                "-map",
                "0:v:0",
                "-map",
                "0:a:0?",
                "-vf",
                $"scale={rung.Scale}",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-tune",
                "zerolatency",
                "-profile:v",
                "main",
                "-pix_fmt",
                "yuv420p",
                "-threads",
                "2",
                "-b:v",
                bits,
                "-maxrate",
                bits,
                "-bufsize",
                bits,
                "-g",
                "100000",
                "-sc_threshold",
                "0",
                "-force_key_frames",
                "source",
                "-fps_mode",
                "passthrough",
                "-enc_time_base",
                "1:90000",
                "-video_track_timescale",
                "90000",
                "-c:a",
                "copy",
                // These keep decode times as they are; without them the first frame would be moved to zero.
                "-movflags",
                "empty_moov+default_base_moof+frag_discont",
                "-use_editlist",
                "0",
                "-avoid_negative_ts",
                "disabled",
                "-frag_duration",
                "100000",
                "-flush_packets",
                "1",
                "-f",
                "mp4",
                "pipe:1",
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
