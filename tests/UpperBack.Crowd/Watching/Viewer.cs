namespace UpperBack.Crowd.Watching;

/// <summary>One player at the live edge: a reload that waits and the part that was hinted at, both at once, again and
/// again.</summary>
/// <param name="media">What it asks with.</param>
/// <param name="root">Path of the session's media.</param>
/// <param name="tally">Where it is counted.</param>
internal sealed class Viewer(MediaClient media, string root, Tally tally)
{
    private double partTargetMs;

    /// <summary>Watches until the stream or the run is over.</summary>
    /// <param name="comesAfter">When it comes.</param>
    /// <param name="over">The end of the run.</param>
    public async Task RunAsync(TimeSpan comesAfter, CancellationToken over)
    {
        try
        {
            await Task.Delay(comesAfter, over);
            var variants = await media.ReadAsync($"{root}/live.m3u8", over);
            await WatchAsync($"{root}/{variants.Split('\n').First(line => line.Length > 0 && line[0] != '#')}", over);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Everybody goes.
        }
    }

    private async Task WatchAsync(string index, CancellationToken over)
    {
        var folder = index[..(index.LastIndexOf('/') + 1)];
        var playlist = LivePlaylist.Parse(await media.ReadAsync(index, over));
        partTargetMs = playlist.PartTargetMs;
        if (playlist.Init is { } init)
            await media.FetchAsync(folder + init, over);
        playlist = await FindEdgeAsync(index, playlist, over);

        var fresh = playlist.Parts.Skip(playlist.FirstToFetch).ToList();
        var ahead = fresh.Sum(part => part.DurationMs);
        var buffer = new PlayBuffer(Math.Max(0, ahead - playlist.HoldBackMs), ahead);
        var hinted = new Hinted(null, 0, null);
        try
        {
            while (true)
            {
                var listedAt = Moment.NowMs();
                foreach (var part in fresh)
                {
                    var isHinted = part.Uri == hinted.Uri && hinted.CameAtMs is not null;
                    var cameAt = isHinted ? hinted.CameAtMs : await media.FetchAsync(folder + part.Uri, over);
                    if (cameAt is { } moment)
                        Take(part, buffer, moment, isHinted ? moment - hinted.LearnedAtMs : null, listedAt);
                }

                if (playlist.IsEnded)
                    return;

                var before = playlist;
                var hint = FetchHintedAsync(folder, before.Hint, over);
                playlist = LivePlaylist.Parse(await media.ReadAsync($"{index}?{before.NextQuery}", over));
                hinted = await hint;
                fresh = [.. playlist.Since(before)];
            }
        }
        finally
        {
            tally.Stall(buffer.Elapse(Moment.NowMs()));
        }
    }

    /// <summary>The first playlist may have lain in a cache for a while. Who has to wait for the next one is at the
    /// edge, and begins there: beginning further back would hide that the cache is slow.</summary>
    private async Task<LivePlaylist> FindEdgeAsync(string index, LivePlaylist playlist, CancellationToken over)
    {
        var waitedMs = 0.0;
        while (waitedMs < partTargetMs / 4 && !playlist.IsEnded)
        {
            var askedAt = Moment.NowMs();
            playlist = LivePlaylist.Parse(await media.ReadAsync($"{index}?{playlist.NextQuery}", over));
            waitedMs = Moment.NowMs() - askedAt;
        }

        return playlist;
    }

    private async Task<Hinted> FetchHintedAsync(string folder, string? hint, CancellationToken over)
    {
        var learnedAt = Moment.NowMs();
        return new Hinted(hint, learnedAt, hint is null ? null : await media.FetchAsync(folder + hint, over));
    }

    private void Take(LivePart part, PlayBuffer buffer, double cameAt, double? waitMs, double listedAt)
    {
        tally.Stall(buffer.Append(part.DurationMs, cameAt));
        var isLate = waitMs is { } wait ? wait > 2 * partTargetMs : cameAt - listedAt > partTargetMs;
        var playing = part.CapturedAtMs + part.DurationMs - buffer.AheadMs;
        tally.Part(waitMs, isLate, cameAt - part.CapturedAtMs, buffer.IsPlaying ? cameAt - playing : null);
    }

    /// <param name="Uri">What was hinted at; null for nothing.</param>
    /// <param name="LearnedAtMs">When the hint came.</param>
    /// <param name="CameAtMs">When its last byte came; null when it was refused.</param>
    private sealed record Hinted(string? Uri, double LearnedAtMs, double? CameAtMs);
}
