using Microsoft.Extensions.Configuration;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Scheduling.Bookings;
using UpperBack.Scheduling.Intake;
using UpperBack.Scheduling.Leading;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Progress;
using UpperBack.Scheduling.Series;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling;

/// <summary>The Scheduling service.</summary>
public static class SchedulingModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<SchedulingDatabase>();
        services.AddSingleton(_ => ContentLibrary.LoadEmbedded());
        services.AddSingleton<SeriesPlanner>();
        services.AddSingleton<ReadyTimetable>();
        services.AddHostedService<SessionPlanningWorker>();
        services.AddEventHandler<SchedulingDatabase, MemberChanged, OnMemberChanged>("OnMemberChanged");
        services.AddEventHandler<SchedulingDatabase, MemberRemovalChanged, OnMemberRemovalChanged>("OnMemberRemoved");
        services.AddEventHandler<SchedulingDatabase, ClassStarted, OnClassStarted>("OnClassStarted");
        services.AddEventHandler<SchedulingDatabase, ClassEnded, OnClassEnded>("OnClassEnded");
        services.AddEventHandler<SchedulingDatabase, AttendanceRecorded, RecordAttendedClass>("RecordAttendedClass");
        return services;
    }

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapScheduling(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/scheduling")
            .WithTags("Scheduling")
            .RequireAuthorization()
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        ListExercises.Map(group);
        ReadExercise.Map(group);
        ListFigures.Map(group);
        ListProgrammes.Map(group);
        ReadProgramme.Map(group);
        ReadWeekRunSheet.Map(group);
        CheckPlan.Map(group);
        FindLeaders.Map(group);
        CreateSeries.Map(group);
        ListSeries.Map(group);
        ReadSeries.Map(group);
        CancelSeries.Map(group);
        ChangeSeriesLeaders.Map(group);
        ChangeSeriesMirror.Map(group);
        ListSessions.Map(group);
        CreateSession.Map(group);
        ReadSession.Map(group);
        CancelSession.Map(group);
        ChangeSessionLeaders.Map(group);
        ChangeSessionMirror.Map(group);
        ReadRunSheet.Map(group);
        ReplaceRunSheet.Map(group);
        ReadProgress.Map(group);
        ProgressChoice.Map(group);
        CheckIn.Map(group);
        Practices.Map(group);
        ReadLevels.Map(group);
        ProposeProgramme.Map(group);
        MyProgramme.Map(group);
        BookSeat.Map(group);
        CancelSeat.Map(group);
        ListMyBookings.Map(group);
        ListSessionBookings.Map(group);
        return app;
    }

    /// <summary>The plan check over files of programmes or of blocks, for the operator's verb.</summary>
    /// <param name="files">Where they are.</param>
    /// <param name="output">Each finding is written to it, on a line.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>0 when nothing was found, 1 when something was, 2 when a file cannot be read or followed.</returns>
    public static Task<int> CheckPlansAsync(IReadOnlyList<string> files, TextWriter output, CancellationToken ct) =>
        CheckPlanFiles.RunAsync(files, output, ct);
}
