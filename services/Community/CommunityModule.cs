using Microsoft.Extensions.Configuration;
using UpperBack.Community.Attending;
using UpperBack.Community.Friends;
using UpperBack.Community.Leaderboards;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Community;

/// <summary>The Community service: the streak ledger, leaderboards, friends.</summary>
public static class CommunityModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddCommunity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<CommunityDatabase>();
        services.AddEventHandler<CommunityDatabase, MemberChanged, OnMemberChanged>("KnowMember");
        services.AddEventHandler<CommunityDatabase, AttendanceRecorded, RecordAttendance>("RecordAttendance");
        services.AddEventHandler<CommunityDatabase, ClassEnded, RecordHeldClass>("RecordHeldClass");
        services.AddEventHandler<CommunityDatabase, ViewerOutageDetected, RecordProtection>("RecordProtection");

        services.AddSingleton<StreakChanges>().AddSingleton<StreakProjection>();
        services
            .AddSingleton<StreakRolloverWorker>()
            .AddHostedService(provider => provider.GetRequiredService<StreakRolloverWorker>());
        foreach (var board in Board.All)
            services.AddBoard(board);
        services.AddSingleton<BoardWriter>().AddSingleton<BoardReader>().AddSingleton<BoardPeople>();
        services.AddHostedService<LeaderboardSyncWorker>();
        return services;
    }

    internal static IServiceCollection AddBoard(this IServiceCollection services, Board board) =>
        services.AddSingleton(board).AddSingleton<IStreakScore>(board);

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapCommunity(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/community");
        ShowStreak.Map(group);
        ShowCalendar.Map(group);
        ListLedger.Map(group);
        ShowSessionDay.Map(group);
        ListLeaderboards.Map(group);
        ShowLeaderboard.Map(group);
        ListFriends.Map(group);
        AddFriend.Map(group);
        RemoveFriend.Map(group);
        return app;
    }

    /// <summary>Puts every member on the boards where the database says, for an operator.</summary>
    /// <exception cref="StackExchange.Redis.RedisException">Redis cannot be reached.</exception>
    public static Task RebuildLeaderboardsAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<BoardWriter>().RebuildAsync(ct);
}
