namespace UpperBack.Streaming.Storage;

/// <summary>Where finished segments are kept: on a local disk, or in object storage. Paths are those that <see
/// cref="ObjectPath"/> lets pass. A store that cannot do what it is asked throws an <see cref="IOException"/>, whatever
/// stands behind it.</summary>
internal interface IRecordingStore
{
    /// <summary>Keeps an object, whole or not at all; once this returns, it survives a crash of the process.</summary>
    /// <param name="path">Segments of a path with slashes between, such as <c>0198…/source/17.m4s</c>.</param>
    /// <param name="bytes">The object.</param>
    /// <param name="ct">Gives up; the object may or may not be there then.</param>
    Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>Reads an object; null when there is none. The caller disposes the stream.</summary>
    Task<Stream?> OpenAsync(string path, CancellationToken ct);

    /// <summary>Deletes every object under a folder; nothing happens when there is none.</summary>
    Task DeleteAsync(string folder, CancellationToken ct);
}
