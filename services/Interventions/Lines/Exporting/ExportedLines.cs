using System.Data;
using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.Listing;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Interventions.Lines.Exporting;

/// <summary>The lines of a list as a file takes them: the columns of an import, what the book has, all lines at once.</summary>
internal sealed class ExportedLines
{
    /// <summary>As many lines as an import takes.</summary>
    private const int LineLimit = 100_000;

    private static string From(string condition) => $"""
        from unnest(@Agreements, @FirstDays, @LastDays) as span (agreement, first_day, last_day)
        join interventions.intervention as line on {condition}
        """;

    private static string Count(string condition) => $"select count(*) from (select {From(condition)} limit @limit + 1) as found";

    // The reader's own reference; else another party's, under which an import finds the same line.
    private static string Lines(string condition) => $"""
        select (select reference from interventions.line_reference as referred where referred.intervention = line.id
                order by referred.institution <> @institution, referred.institution limit 1) as reference,
            line.state, line.standing_minutes as credited_minutes, line.agreement, line.taught_minutes, line.co_teachers, {LineColumns.Read}
        {From(condition)} order by line.date, line.id
        """;

    private readonly NpgsqlTransaction _moment;
    private readonly string _institution, _condition;
    private readonly DynamicParameters _parameters;

    private ExportedLines(NpgsqlTransaction moment, string institution, string condition, DynamicParameters parameters)
    {
        _moment = moment;
        (_institution, _condition) = (institution, condition);
        _parameters = parameters;
    }

    /// <summary>Leaves a transaction open, which ends with the connection.</summary>
    public static async Task<Decision<ExportedLines>> Find(
        NpgsqlConnection connection, ListFilter filter, Actor actor, TimeProvider clock, CancellationToken stopping)
    {
        if ((await ListScope.Find(connection, filter, actor)).IsRefused(out var refusal, out var scope))
        {
            return refusal;
        }

        // One moment for both statements: what was counted is what is written.
        var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stopping);
        var condition = ListedLines.ConditionOf(filter, actor);
        var parameters = ListedLines.Parameters(filter, scope, actor, clock);
        parameters.AddDynamicParams(new { institution = actor.Institution, limit = LineLimit });
        return await connection.ExecuteScalarAsync<long>(Count(condition), parameters, moment) > LineLimit
            ? Refusal.Invalid("list-too-long", $"A file has at most {LineLimit} lines: narrow the list.")
            : new ExportedLines(moment, actor.Institution, condition, parameters);
    }

    /// <summary>By date, then id; read one by one as the file is written.</summary>
    public async IAsyncEnumerable<ListedLine> Read()
    {
        var agreements = new Dictionary<string, Agreement>(StringComparer.Ordinal);
        foreach (var agreement in _parameters.Get<string[]>("Agreements").Distinct())
        {
            agreements.Add(agreement, await AgreementStore.Of(_moment, agreement, _institution));
        }

        await foreach (var line in _moment.Connection!.QueryUnbufferedAsync<Row>(Lines(_condition), _parameters, _moment))
        {
            yield return line.As(_institution, agreements[line.Agreement]);
        }
    }

    private sealed record Row : ListedLine
    {
        public required string Agreement { get; init; }
        public required int TaughtMinutes { get; init; }
        public required int CoTeachers { get; init; }

        /// <summary>
        /// Of what several share, a list has each one's own part: else its total would be more than was taught. What people wrote is for
        /// the line's two institutions.
        /// </summary>
        public ListedLine As(string institution, Agreement agreement)
        {
            var seen = IsBetween(institution) ? this : this with { Title = "", Programme = null, Expertise = null, Place = null };
            return CoTeachers > 1 && agreement.LastTermsAt(Date)?.UnitMinutes(Unit) is { } minutes && Quantity * minutes != TaughtMinutes
                ? seen with { Quantity = Math.Round((decimal)TaughtMinutes / minutes, 4) }
                : seen;
        }
    }
}
