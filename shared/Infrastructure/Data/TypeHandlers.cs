using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;
using UpperBack.Contracts.Ids;

namespace UpperBack.Infrastructure.Data;

/// <summary>Teaches Dapper the house's types once a process: ids, instants, dates.</summary>
internal static class TypeHandlers
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.AddTypeHandler(new GuidHandler());
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new LocalDateHandler());
        SqlMapper.AddTypeHandler(new IdHandler<MemberId>());
        SqlMapper.AddTypeHandler(new IdHandler<SeriesId>());
        SqlMapper.AddTypeHandler(new IdHandler<SessionId>());
        SqlMapper.AddTypeHandler(new IdHandler<AttendanceId>());
        SqlMapper.AddTypeHandler(new IdHandler<FormNoteId>());
        SqlMapper.AddTypeHandler(new IdHandler<PracticeId>());
        return true;
    });

    public static void Register() => _ = Registered.Value;

    private static void SetGuid(IDbDataParameter parameter, Guid value)
    {
        // SQLite keeps text; the lower-case form is the one every other wire shows.
        parameter.Value = parameter is SqliteParameter ? value.ToString() : value;
    }

    private static Guid ParseGuid(object value) => value is Guid guid ? guid : Guid.Parse((string)value);

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value) => SetGuid(parameter, value);

        public override Guid Parse(object value) => ParseGuid(value);
    }

    private sealed class IdHandler<TId> : SqlMapper.TypeHandler<TId>
        where TId : struct, IId<TId>
    {
        public override void SetValue(IDbDataParameter parameter, TId value) => SetGuid(parameter, value.Value);

        public override TId Parse(object value) => TId.From(ParseGuid(value));
    }

    /// <summary>SQLite: text of fixed width, so that it sorts as time does.</summary>
    private sealed class InstantHandler : SqlMapper.TypeHandler<Instant>
    {
        private static readonly InstantPattern Text = InstantPattern.CreateWithInvariantCulture(
            "uuuu-MM-dd'T'HH:mm:ss.ffffff'Z'"
        );

        public override void SetValue(IDbDataParameter parameter, Instant value) =>
            parameter.Value = parameter is SqliteParameter ? Text.Format(value) : value.ToDateTimeUtc();

        public override Instant Parse(object value) =>
            value switch
            {
                string text => Text.Parse(text).GetValueOrThrow(),
                DateTime moment => Instant.FromDateTimeUtc(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
                _ => throw new DataException($"An instant cannot be read from {value.GetType()}."),
            };
    }

    private sealed class LocalDateHandler : SqlMapper.TypeHandler<LocalDate>
    {
        public override void SetValue(IDbDataParameter parameter, LocalDate value) =>
            parameter.Value =
                parameter is SqliteParameter
                    ? value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)
                    : value.ToDateOnly();

        public override LocalDate Parse(object value) =>
            value switch
            {
                string text => LocalDatePattern.Iso.Parse(text).GetValueOrThrow(),
                DateOnly date => LocalDate.FromDateOnly(date),
                DateTime date => LocalDate.FromDateTime(date),
                _ => throw new DataException($"A date cannot be read from {value.GetType()}."),
            };
    }
}
