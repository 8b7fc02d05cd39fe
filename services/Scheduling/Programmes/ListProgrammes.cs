using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using UpperBack.Scheduling.Content;

namespace UpperBack.Scheduling.Programmes;

internal static class ListProgrammes
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/programmes", Handle)
        .WithSummary("All programmes, by title");

    private static Ok<IReadOnlyList<ProgrammeSummary>> Handle(ContentLibrary library) => TypedResults.Ok<IReadOnlyList<ProgrammeSummary>>(
        [.. library.Programmes.Select(programme => new ProgrammeSummary(programme.Slug, programme.Title, programme.Weeks.Count, programme.Level, programme.Summary))]);
}

/// <summary>A programme in a list.</summary>
/// <param name="Weeks">How many weeks it has.</param>
internal sealed record ProgrammeSummary(string Slug, string Title, int Weeks, string Level, string Summary);
