using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using UpperBack.Accounts;
using UpperBack.Host.Options;
using UpperBack.Infrastructure.Workers;

namespace UpperBack.Host.Demo;

/// <summary>Keeps the demo alive: people, a series with a past, and always a class that is on. It works through the
/// public API and hub; only the past, which no API can make, is written by the services themselves.</summary>
internal sealed class DemoDirector(
    IServer server,
    IHostApplicationLifetime lifetime,
    IServiceProvider services,
    IOptions<DemoOptions> options,
    TimeProvider clock,
    ILogger<DemoDirector> log
) : PollingWorker(clock, log)
{
    private const string LiveTitle = "Demo morning class";

    /// <summary>How many of the simulated participants let the leaders see them; the first of them has a
    /// fault.</summary>
    private const int Sharers = 6;

    private readonly DemoSeries series = new(services, clock);
    private readonly DemoClip clip = DemoClip.Load();
    private readonly DemoFigures figures = DemoFigures.Load();

    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At the first sign of stopping the demo's people go, before the server does: nobody waits for them, and none
        // of them meets a server that is gone.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await lifetime.WaitForStartAsync(either.Token);
        await base.ExecuteAsync(either.Token);
    }

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        var address = OwnAddress();
        await AccountsModule.SeedDemoAsync(services, DemoCast.All, DemoCast.Password, ct);
        await using var instructor = new DemoPerson(DemoCast.Instructor, address);
        await instructor.SignInAsync(ct);
        await series.PlanAsync(instructor, ct);
        Log.DemoReady(
            address.ToString().TrimEnd('/'),
            DemoCast.Newcomer.Email,
            DemoCast.Instructor.Email,
            DemoCast.Coach.Email,
            DemoCast.Admin.Email,
            DemoCast.Password
        );
        await Task.WhenAll(BookSeatsAsync(address, ct), HoldClassesAsync(address, ct));
    }

    protected override void LogFailure(Exception exception) => Log.DemoFailed(exception);

    /// <summary>The address this process can be reached at from itself.</summary>
    private Uri OwnAddress()
    {
        var bound = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new Uri(
            bound
                .Replace("://*", "://localhost", StringComparison.Ordinal)
                .Replace("://+", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
                .Replace("://[::]", "://localhost", StringComparison.Ordinal)
        );
    }

    /// <summary>Fourteen people sign in for their seats, which takes seconds: the class that is on does not wait for
    /// them, and goes on when it fails.</summary>
    private async Task BookSeatsAsync(Uri address, CancellationToken ct)
    {
        try
        {
            await DemoSeries.BookSeatsAsync(address, ct);
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            LogFailure(ex);
        }
    }

    private async Task HoldClassesAsync(Uri address, CancellationToken ct)
    {
        while (true)
            await HoldClassAsync(address, ct);
    }

    /// <summary>One class from its beginning, or from where an earlier run of this process left it, to its
    /// end.</summary>
    private async Task HoldClassAsync(Uri address, CancellationToken ct)
    {
        await using var instructor = new DemoPerson(DemoCast.Instructor, address);
        await instructor.SignInAsync(ct);
        var session = await FindRunningAsync(instructor, ct) ?? await BeginAsync(instructor, ct);
        var cast = DemoCast.Community.Take(options.Value.Participants).ToArray();
        Log.DemoClassBegins(session.Value, cast.Length);

        var pause = TimeSpan.FromSeconds(options.Value.PauseSeconds);
        DemoPerson[] witnesses = [.. DemoCast.Community.Take(3).Select(member => new DemoPerson(member, address))];
        var lead = new DemoInstructor(
            instructor,
            session,
            cast.Select(member => member.Id).ToHashSet(),
            new DemoWatch(witnesses, session, Clock),
            Clock,
            Log
        );

        using var classOver = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var lessonOver = new CancellationTokenSource();
        var broadcast = BroadcastAsync(lead, instructor, session, lessonOver.Token, classOver.Token);
        var participants = cast.Select(
                (member, number) =>
                    TakePartAsync(new DemoPerson(member, address), session, number, pause, classOver.Token)
            )
            .ToArray();
        try
        {
            await lead.LeadAsync(ct);
            await lessonOver.CancelAsync();
            await Task.Delay(pause, Clock, ct);
        }
        finally
        {
            await classOver.CancelAsync();
            await Task.WhenAll([broadcast, .. participants]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var witness in witnesses)
                await witness.DisposeAsync();
        }
    }

    /// <summary>The class goes on without its picture, if need be.</summary>
    private async Task BroadcastAsync(
        DemoInstructor lead,
        DemoPerson instructor,
        SessionId session,
        CancellationToken over,
        CancellationToken ct
    )
    {
        try
        {
            await new DemoBroadcast(instructor, session, clip, () => lead.IsLeading, Clock, Log).RunAsync(over, ct);
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            Log.DemoStreamLost(ex, session.Value);
        }
    }

    private async Task TakePartAsync(
        DemoPerson person,
        SessionId session,
        int number,
        TimeSpan pause,
        CancellationToken ct
    )
    {
        await using (person)
        {
            try
            {
                await person.SignInAsync(ct);
                var sharer = default(DemoSharer);
                if (number < Sharers)
                {
                    await person.BookAsync(session, ct);
                    sharer = new DemoSharer(person, session, figures, number, Clock, Log);
                }

                await new DemoParticipant(person, session, pause, sharer, Clock).TakePartAsync(ct);
            }
            catch (Exception ex) when (!ct.IsCancellationRequested)
            {
                Log.DemoParticipantFailed(ex, person.Member.DisplayName);
            }
        }
    }

    private static async Task<SessionId?> FindRunningAsync(DemoPerson instructor, CancellationToken ct)
    {
        var timetable = await instructor.GetAsync<JsonElement>("/api/scheduling/sessions", ct);
        foreach (var session in timetable.GetProperty("sessions").EnumerateArray())
        {
            if (
                session.GetProperty("title").GetString() == LiveTitle
                && session.GetProperty("status").GetString() == "live"
            )
                return IdOf(session);
        }

        return null;
    }

    private async Task<SessionId> BeginAsync(DemoPerson instructor, CancellationToken ct) =>
        IdOf(
            await instructor.PostAsync<JsonElement>(
                "/api/scheduling/sessions",
                new
                {
                    title = LiveTitle,
                    programme = DemoSeries.Programme,
                    week = 2,
                    startsAt = Clock.GetUtcNow().UtcDateTime.ToString("O"),
                    timeZone = DemoSeries.Zone,
                    coachedSeats = 12,
                    coachIds = new[] { DemoCast.Coach.Id },
                },
                ct
            )
        );

    private static SessionId IdOf(JsonElement session) => SessionId.From(session.GetProperty("sessionId").GetGuid());
}
