using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json;

namespace UpperBack.Live.FormNotes;

/// <summary>A leader's own templates for form notes, in their order.</summary>
internal static class NoteTemplates
{
    private const int MaxTemplates = 30;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/note-templates", ReadAsync).WithSummary("One's own templates for form notes");
        group
            .MapPut("/note-templates", WriteAsync)
            .WithSummary(
                "Replaces one's own templates for form notes: at most 30, with the placeholders {name}, {exercise} and "
                    + "{side}"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Ok<TemplateList>> ReadAsync(
        ClaimsPrincipal caller,
        LiveDatabase database,
        CancellationToken ct
    )
    {
        var stored = await database.QueryFirstOrDefaultAsync<string>(
            "select templates from note_templates where member_id = @member",
            new { member = caller.MemberId() },
            ct
        );
        return TypedResults.Ok(
            new TemplateList(
                stored is null ? [] : JsonSerializer.Deserialize<List<Template>>(stored, LiveJson.Options)!
            )
        );
    }

    private static async Task<Results<Ok<TemplateList>, ProblemHttpResult>> WriteAsync(
        TemplateList request,
        ClaimsPrincipal caller,
        LiveDatabase database,
        CancellationToken ct
    )
    {
        if (Check(request) is { } refusal)
            return refusal.ToHttp();

        await database.ExecuteAsync(
            """
            insert into note_templates (member_id, templates) values (@member, @templates)
            on conflict (member_id) do update set templates = excluded.templates
            """,
            new
            {
                member = caller.MemberId(),
                templates = JsonSerializer.Serialize(request.Templates, LiveJson.Options),
            },
            ct
        );
        return TypedResults.Ok(request);
    }

    private static Problem? Check(TemplateList request)
    {
        var validation = new Validation().That(
            request.Templates.Count <= MaxTemplates,
            "templates",
            $"There can be at most {MaxTemplates} templates: leave some out."
        );
        foreach (var template in request.Templates)
        {
            if (template is null)
            {
                validation.Wire(false, "templates", "templates holds null: leave it out.");
                continue;
            }

            validation.Words(template.Text, LiveLimits.NoteText, "The template");

            // Whether there is an exercise to name is known when the note is sent.
            if (template.Text is { } text && NoteTemplateText.FindFault(text, exercise: "") is { } fault)
                validation.That(false, "text", fault);
        }

        return validation.Problem;
    }

    /// <param name="Templates">In the leader's order.</param>
    internal sealed record TemplateList([MaxLength(MaxTemplates)] IReadOnlyList<Template> Templates);

    /// <param name="Text">1 to 500 characters.</param>
    internal sealed record Template([StringLength(LiveLimits.NoteText, MinimumLength = 1)] string Text);
}
