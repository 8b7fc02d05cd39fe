using System.Globalization;
using System.Net;

namespace UpperBack.Streaming;

/// <summary>How video comes in, goes out and is kept.</summary>
public sealed class StreamingOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Streaming";

    private const int MinSecretLength = 32;

    // Each rendition costs an encoder.
    private const int MaxRenditions = 4;
    private const int MinLines = 144;
    private const int MaxLines = 2160;

    /// <summary>Address and port on which OBS and other encoders are taken by RTMP, or <c>off</c>; <c>0.0.0.0:1935</c>
    /// lets in encoders on other machines.</summary>
    public string Rtmp { get; set; } = "127.0.0.1:1935";

    /// <summary>Megabits a second above which, over five seconds, a stream is ended; 1 to 200.</summary>
    public int MaxMegabitsPerSecond { get; set; } = 20;

    /// <summary>Seconds after the end of a class at which its stream ends, so that the goodbye is on the recording; 0
    /// to 600.</summary>
    public int EndAfterSeconds { get; set; } = 30;

    /// <summary>Minutes before the planned start from which a stream may begin; 0 to 1440.</summary>
    public int BeginBeforeMinutes { get; set; } = 60;

    /// <summary>Secret of at least 32 characters that signs viewers' access, to share with a CDN that checks it; made
    /// and kept in the database when empty.</summary>
    public string AccessSecret { get; set; } = "";

    /// <summary>Minutes that a viewer's access lasts unless renewed, which clients do by themselves; 1 to
    /// 120.</summary>
    public int AccessMinutes { get; set; } = 10;

    /// <summary>Lower renditions to make of every stream beside its source, as numbers of lines with commas between,
    /// such as <c>720,480</c>; none when empty. Each needs ffmpeg and about a core.</summary>
    public string Renditions { get; set; } = "";

    /// <summary>The ffmpeg that makes them, 5.1 or later: a name to look for in the path, or where it is.</summary>
    public string Ffmpeg { get; set; } = "ffmpeg";

    /// <summary>Where recordings are kept: <c>disk</c> or <c>s3</c>.</summary>
    public string Store { get; set; } = "disk";

    /// <summary>Folder of the recordings: on disk, where empty means <c>recordings</c> in the data folder; in the
    /// bucket, where empty means its root.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Address of the object storage that speaks S3, such as
    /// <c>https://s3.eu-central-1.amazonaws.com</c>.</summary>
    public string S3Endpoint { get; set; } = "";

    /// <summary>Bucket of the recordings; it has to be there.</summary>
    public string S3Bucket { get; set; } = "";

    /// <summary>Region of the bucket; storage that has none takes any.</summary>
    public string S3Region { get; set; } = "us-east-1";

    /// <summary>Name of the key with which the bucket is used.</summary>
    public string S3AccessKey { get; set; } = "";

    /// <summary>Secret of that key.</summary>
    public string S3SecretKey { get; set; } = "";

    /// <summary>Days after which a recording is deleted; 0 keeps it for ever.</summary>
    public int RetentionDays { get; set; } = 30;

    /// <summary>Where RTMP listens; null when that is off.</summary>
    internal IPEndPoint? RtmpEndPoint() => Rtmp == "off" ? null : IPEndPoint.Parse(Rtmp);

    /// <summary>Heights of the lower renditions in lines, the highest first; null when the setting is anything else
    /// than a few different, even numbers, or nothing.</summary>
    internal IReadOnlyList<int>? RenditionHeights()
    {
        var numbers = Renditions.Split(',', StringSplitOptions.TrimEntries);
        if (string.IsNullOrWhiteSpace(Renditions))
            return [];

        var heights = numbers
            .Select(number =>
                int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) ? lines : 0
            )
            .Distinct()
            .ToArray();
        return
            heights.Length == numbers.Length
            && heights.Length <= MaxRenditions
            && heights.All(lines => lines is >= MinLines and <= MaxLines && lines % 2 == 0)
            ? [.. heights.OrderDescending()]
            : null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (Rtmp != "off" && !(IPEndPoint.TryParse(Rtmp, out var endpoint) && endpoint.Port > 0))
            yield return $"{Section}:Rtmp is '{Rtmp}', but must be off, or an address and port such as 127.0.0.1:1935.";
        if (Store is not ("disk" or "s3"))
            yield return $"{Section}:Store is '{Store}', but must be 'disk' or 's3'.";
        if (RenditionHeights() is null)
            yield return $"{Section}:Renditions is '{Renditions}', but must be up to {MaxRenditions} different, even "
                + $"numbers of lines from {MinLines} to {MaxLines} with commas between, such as 720,480.";
        foreach (var error in Store == "s3" ? FindStorageErrors() : [])
            yield return error;
        if (AccessSecret.Length is > 0 and < MinSecretLength)
            yield return $"{Section}:AccessSecret is too short: give at least {MinSecretLength} characters, or none.";

        (string Name, int Value, int Min, int Max)[] bounds =
        [
            (nameof(MaxMegabitsPerSecond), MaxMegabitsPerSecond, 1, 200),
            (nameof(EndAfterSeconds), EndAfterSeconds, 0, 600),
            (nameof(BeginBeforeMinutes), BeginBeforeMinutes, 0, 1440),
            (nameof(AccessMinutes), AccessMinutes, 1, 120),
            (nameof(RetentionDays), RetentionDays, 0, 3650),
        ];
        foreach (
            var (name, value, min, max) in bounds.Where(bound => bound.Value < bound.Min || bound.Value > bound.Max)
        )
            yield return $"{Section}:{name} is {value}, but must be from {min} to {max}.";
    }

    private IEnumerable<string> FindStorageErrors()
    {
        if (!(Uri.TryCreate(S3Endpoint, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"))
            yield return $"{Section}:S3Endpoint is '{S3Endpoint}', but with {Section}:Store s3 must be an address "
                + "such as https://s3.eu-central-1.amazonaws.com.";
        (string Name, string Value)[] needed =
        [
            (nameof(S3Bucket), S3Bucket),
            (nameof(S3Region), S3Region),
            (nameof(S3AccessKey), S3AccessKey),
            (nameof(S3SecretKey), S3SecretKey),
        ];
        foreach (var (name, _) in needed.Where(setting => string.IsNullOrWhiteSpace(setting.Value)))
            yield return $"{Section}:{name} is empty, but with {Section}:Store s3 must be given.";
    }
}
