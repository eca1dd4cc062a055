using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Consenting;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Commitments.Keeping;
using HourExchange.Interventions.Committees.Keeping;
using HourExchange.Interventions.Committees.Meeting;
using HourExchange.Interventions.Committees.PlanningActions;
using HourExchange.Interventions.Lines.Keeping;
using Npgsql;

namespace HourExchange.Interventions.FromReporting;

/// <summary>
/// All that is told of agreements, page by page in a fixed order: one kind after the other, each by its key. What changes while pages are read
/// is told by its own event, so that no page need be of the same moment as the one before.
/// </summary>
internal static class RecordPages
{
    /// <summary>Commitments, meetings, actions, committees and means carry texts: of these a page has fewer.</summary>
    private const int TextsAtOnce = 100;

    private const string Known = """
        select (select count(*) from interventions.agreement) + (select count(*) from interventions.intervention) + (select count(*) from interventions.commitment)
            + (select count(*) from interventions.meeting) + (select count(*) from interventions.action)
            + (select count(*) from interventions.placement_count where revision = 1) + (select count(*) from interventions.committee)
            + (select count(*) from interventions.in_kind_means)
        """;

    private const string Agreements = "select ref from interventions.agreement where ref > @after order by ref limit @limit";

    private const string Placements = """
        select distinct on (agreement, year, institution, kind) agreement, year as academic_year, institution, kind, revision, places, counted_at
        from interventions.placement_count where (agreement, year, institution, kind) > (@agreement, @year, @institution, @kind)
        order by agreement, year, institution, kind, revision desc limit @limit
        """;

    private delegate Task<(string[]? Last, int Count, AgreementRecords Page)> ReadPart(NpgsqlTransaction transaction, AgreementRecords page, string[]? after, int limit);

    private static readonly (string Name, ReadPart Read)[] Parts =
    [
        ("agreements", ReadAgreements),
        ("lines", OfIds("interventions.intervention", int.MaxValue, async (transaction, page, ids) => page with { Lines = await ReadLines(transaction, ids) })),
        ("commitments", OfIds("interventions.commitment", TextsAtOnce, async (transaction, page, ids) => page with { Commitments = await CommitmentAnnouncement.Read(transaction, ids) })),
        ("meetings", OfIds("interventions.meeting", TextsAtOnce, async (transaction, page, ids) => page with { Meetings = await MeetingAnnouncement.Read(transaction, ids) })),
        ("actions", OfIds("interventions.action", TextsAtOnce, async (transaction, page, ids) => page with { Actions = await ActionAnnouncement.Read(transaction, ids) })),
        ("placements", ReadPlacements),
        ("committees", OfIds("interventions.committee", TextsAtOnce, async (transaction, page, ids) => page with { Committees = await CommitteeAnnouncement.Read(transaction, ids) })),
        ("means", OfIds("interventions.in_kind_means", TextsAtOnce, async (transaction, page, ids) => page with { Means = await MeansAnnouncement.Read(transaction, ids) })),
    ];

    /// <param name="transaction">Of one moment: a record's version must be that of its content.</param>
    /// <param name="after">A cursor that an earlier page gave, or empty.</param>
    public static async Task<AgreementRecords> Read(NpgsqlTransaction transaction, Guid rebuild, string after, int limit)
    {
        var known = after.Length == 0 ? await transaction.Connection!.ExecuteScalarAsync<long>(Known, transaction: transaction) : (long?)null;
        var empty = new AgreementRecords(rebuild, after, null, known, [], [], [], [], [], []);
        var cursor = after.Length == 0 ? [Parts[0].Name] : JsonSerializer.Deserialize<string[]>(after)!;
        for (var part = Array.FindIndex(Parts, one => one.Name == cursor[0]); part < Parts.Length; part++)
        {
            var (last, count, page) = await Parts[part].Read(transaction, empty, cursor is [_, .. { Length: > 0 } keys] ? keys : null, limit);
            if (count > 0)
            {
                return page with { Next = JsonSerializer.Serialize(new[] { Parts[part].Name }.Concat(last!)) };
            }

            cursor = [];
        }

        return empty;
    }

    private static async Task<(string[]? Last, int Count, AgreementRecords Page)> ReadAgreements(NpgsqlTransaction transaction, AgreementRecords page, string[]? after, int limit)
    {
        var connection = transaction.Connection!;
        var references = (await connection.QueryAsync<string>(
            Agreements, new { after = after?[0] ?? "", limit = Math.Min(limit, TextsAtOnce) }, transaction)).ToArray();
        var agreements = await AgreementStore.LoadAll(connection, transaction, references);
        return ([.. references.TakeLast(1)], references.Length,
            page with { Agreements = [.. agreements.Where(agreement => agreement.IsInForce).Select(TermsAnnouncement.Of)] });
    }

    private static ReadPart OfIds(string table, int atOnce, Func<NpgsqlTransaction, AgreementRecords, Guid[], Task<AgreementRecords>> read)
    {
        var sql = $"select id from {table} where id > @after order by id limit @limit";
        return async (transaction, page, after, limit) =>
        {
            var ids = (await transaction.Connection!.QueryAsync<Guid>(
                sql, new { after = after is null ? Guid.Empty : Guid.Parse(after[0]), limit = Math.Min(limit, atOnce) }, transaction)).ToArray();
            return ([.. ids.TakeLast(1).Select(id => id.ToString())], ids.Length, ids.Length == 0 ? page : await read(transaction, page, ids));
        };
    }

    private static async Task<IReadOnlyList<LineRecorded>> ReadLines(NpgsqlTransaction transaction, Guid[] ids)
    {
        var lines = await LineQuery.FindAny(transaction, ids);
        var agreements = await AgreementStore.LoadAll(
            transaction.Connection!, transaction, [.. lines.Select(line => line.Agreement).Distinct(StringComparer.Ordinal)]);
        return await LineRecords.Of(transaction, lines, agreements);
    }

    private static async Task<(string[]? Last, int Count, AgreementRecords Page)> ReadPlacements(NpgsqlTransaction transaction, AgreementRecords page, string[]? after, int limit)
    {
        var key = after ?? ["", "", "", ""];
        var counts = (await transaction.Connection!.QueryAsync<PlacementRow>(
            Placements, new { agreement = key[0], year = key[1], institution = key[2], kind = key[3], limit }, transaction)).AsList();
        return (counts is [.., var last] ? [last.Agreement, last.AcademicYear, last.Institution, last.Kind] : null, counts.Count,
            page with { Placements = [.. counts.Select(count => count.ToEvent())] });
    }

    private sealed record PlacementRow(string Agreement, string AcademicYear, string Institution, string Kind, int Revision, int Places, DateTime CountedAt)
    {
        public PlacementsCounted ToEvent() => new(Agreement, AcademicYear, Institution, Kind, Revision, Places, CountedAt);
    }
}
