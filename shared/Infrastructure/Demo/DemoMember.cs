using UpperBack.Contracts.Ids;

namespace UpperBack.Infrastructure.Demo;

/// <summary>One person of the demo, as every service is told of them.</summary>
/// <param name="Id">Fixed, so that seeding twice is seeding once.</param>
/// <param name="Email">Sign-in name.</param>
/// <param name="DisplayName">What others see.</param>
/// <param name="TimeZone">IANA zone id.</param>
/// <param name="Roles">See <see cref="Contracts.Roles"/>.</param>
/// <param name="OnBoards">True when on the leaderboards.</param>
/// <param name="Diligence">Share of the classes of the last six weeks they came to, 0 to 1.</param>
public sealed record DemoMember(
    MemberId Id,
    string Email,
    string DisplayName,
    string TimeZone,
    IReadOnlyList<string> Roles,
    bool OnBoards,
    double Diligence
);
