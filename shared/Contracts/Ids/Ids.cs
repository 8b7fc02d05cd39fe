using System.Text.Json.Serialization;

namespace UpperBack.Contracts.Ids;

/// <summary>A person with an account, whatever their roles.</summary>
/// <param name="Value">UUID; version 7 when made by <see cref="New"/>.</param>
[JsonConverter(typeof(IdJsonConverter<MemberId>))]
public readonly record struct MemberId(Guid Value) : IId<MemberId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static MemberId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static MemberId From(Guid value) => new(value);

    /// <summary>Reads the UUID's text; the form that route and query binding looks for.</summary>
    public static bool TryParse(string? text, out MemberId id)
    {
        var parsed = Guid.TryParse(text, out var value);
        id = new(value);
        return parsed;
    }

    /// <summary>The UUID's 36-character text.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>A class series.</summary>
/// <param name="Value">UUID; version 7 when made by <see cref="New"/>.</param>
[JsonConverter(typeof(IdJsonConverter<SeriesId>))]
public readonly record struct SeriesId(Guid Value) : IId<SeriesId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static SeriesId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static SeriesId From(Guid value) => new(value);

    /// <summary>Reads the UUID's text; the form that route and query binding looks for.</summary>
    public static bool TryParse(string? text, out SeriesId id)
    {
        var parsed = Guid.TryParse(text, out var value);
        id = new(value);
        return parsed;
    }

    /// <summary>The UUID's 36-character text.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>A class session: one occurrence that is booked, joined, attended, replayed.</summary>
/// <param name="Value">UUID; version 7 when made by <see cref="New"/>.</param>
[JsonConverter(typeof(IdJsonConverter<SessionId>))]
public readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static SessionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static SessionId From(Guid value) => new(value);

    /// <summary>Reads the UUID's text; the form that route and query binding looks for.</summary>
    public static bool TryParse(string? text, out SessionId id)
    {
        var parsed = Guid.TryParse(text, out var value);
        id = new(value);
        return parsed;
    }

    /// <summary>The UUID's 36-character text.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>What one member took part in of one session.</summary>
/// <param name="Value">UUID; version 7 when made by <see cref="New"/>.</param>
[JsonConverter(typeof(IdJsonConverter<AttendanceId>))]
public readonly record struct AttendanceId(Guid Value) : IId<AttendanceId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static AttendanceId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static AttendanceId From(Guid value) => new(value);

    /// <summary>Reads the UUID's text; the form that route and query binding looks for.</summary>
    public static bool TryParse(string? text, out AttendanceId id)
    {
        var parsed = Guid.TryParse(text, out var value);
        id = new(value);
        return parsed;
    }

    /// <summary>The UUID's 36-character text.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>A form note.</summary>
/// <param name="Value">UUID; version 7 when made by <see cref="New"/>.</param>
[JsonConverter(typeof(IdJsonConverter<FormNoteId>))]
public readonly record struct FormNoteId(Guid Value) : IId<FormNoteId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static FormNoteId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static FormNoteId From(Guid value) => new(value);

    /// <summary>Reads the UUID's text; the form that route and query binding looks for.</summary>
    public static bool TryParse(string? text, out FormNoteId id)
    {
        var parsed = Guid.TryParse(text, out var value);
        id = new(value);
        return parsed;
    }

    /// <summary>The UUID's 36-character text.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>A practice on one's own.</summary>
/// <param name="Value">UUID, chosen by the client; version 7 when made by <see cref="New"/>.</param>
[JsonConverter(typeof(IdJsonConverter<PracticeId>))]
public readonly record struct PracticeId(Guid Value) : IId<PracticeId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static PracticeId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static PracticeId From(Guid value) => new(value);

    /// <summary>Reads the UUID's text; the form that route and query binding looks for.</summary>
    public static bool TryParse(string? text, out PracticeId id)
    {
        var parsed = Guid.TryParse(text, out var value);
        id = new(value);
        return parsed;
    }

    /// <summary>The UUID's 36-character text.</summary>
    public override string ToString() => Value.ToString();
}
