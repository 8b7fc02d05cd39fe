using Microsoft.Extensions.Options;
using UpperBack.Community;
using UpperBack.Live;

namespace UpperBack.Host.Web;

/// <summary>What pages must know of the settings. Every process of an installation is configured alike, so any of them
/// can tell.</summary>
internal static class SiteSettings
{
    private const string KeptBriefly = "public, max-age=300";

    public static void MapSiteSettings(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/settings", Read)
            .AllowAnonymous()
            .WithTags("Site")
            .WithSummary(
                "The settings that pages go by: when rooms open and close, what keeps a day, and whether members can "
                    + "show themselves"
            );

    private static Ok<Settings> Read(
        HttpResponse response,
        IOptions<LiveOptions> live,
        IOptions<CommunityOptions> community
    )
    {
        response.Headers.CacheControl = KeptBriefly;
        return TypedResults.Ok(
            new Settings(
                new RoomSettings(live.Value.OpenBeforeMinutes, live.Value.CloseAfterMinutes),
                new KeptDaySettings(community.Value.KeptDayMinutes, community.Value.KeptDayShare),
                live.Value.MirrorEnabled
            )
        );
    }

    /// <param name="Room">When a class's room is open.</param>
    /// <param name="KeptDay">What keeps a day of a streak.</param>
    /// <param name="Mirror">Whether members can show themselves to leaders here at all.</param>
    internal sealed record Settings(RoomSettings Room, KeptDaySettings KeptDay, bool Mirror);

    /// <param name="OpensBeforeMinutes">Minutes before the planned start at which the room opens.</param>
    /// <param name="ClosesAfterMinutes">Minutes after the class at which it closes; after the planned end of a class
    /// that never began.</param>
    internal sealed record RoomSettings(int OpensBeforeMinutes, int ClosesAfterMinutes);

    /// <param name="Minutes">So many minutes of one class keep the day.</param>
    /// <param name="Share">So does this share of one class, above 0 to 1.</param>
    internal sealed record KeptDaySettings(int Minutes, double Share);
}
