using System.Buffers.Binary;
using System.Diagnostics;

namespace UpperBack.Browser.Mirror;

/// <summary>Pictures as a member's browser codes them: VP8, some seconds of a moving test picture that begin with a key
/// frame, in one of the mirror's sizes.</summary>
internal static class CodedPictures
{
    private const int FileHeader = 32;
    private const int FrameHeader = 12;

    /// <summary>Codes them; needs ffmpeg.</summary>
    public static async Task<IReadOnlyList<byte[]>> MakeAsync(int width, int height, int rate, int kbps, int seconds)
    {
        using var ffmpeg = Process.Start(
            new ProcessStartInfo(
                "ffmpeg",
                $"-v error -f lavfi -i testsrc2=size={width}x{height}:rate={rate}:duration={seconds} "
                    + $"-c:v libvpx -deadline realtime -b:v {kbps}k -g 1000 -f ivf pipe:1"
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        using var file = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(file);
        await ffmpeg.WaitForExitAsync();
        var bytes = file.ToArray();
        var pictures = new List<byte[]>();
        for (var at = FileHeader; at < bytes.Length; )
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            pictures.Add(bytes[(at + FrameHeader)..(at + FrameHeader + length)]);
            at += FrameHeader + length;
        }

        return pictures;
    }
}
