using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>What was recorded of a meeting before each of its corrections, and why it was replaced.</summary>
public static class MeetingCorrectionsEndpoint
{
    private const string Exists = "select exists (select from interventions.meeting where id = @id and agreement = @reference)";

    private const string Replaced = """
        select revision, content, reason, replaced_by_institution, replaced_by, replaced_at from interventions.meeting_history
        where meeting = @id and revision > @After order by revision limit @Take
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/meetings/{id:guid}/corrections",
            (string reference, Guid id, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => Read(connection, reference, id, after, limit)))
            .For(AgreementAccess.Readers).WithName("listMeetingCorrections");

    private static async Task<Shown<MeetingCorrectionPage>> Read(NpgsqlConnection connection, string reference, Guid id, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        if (!await connection.ExecuteScalarAsync<bool>(Exists, new { id, reference }))
        {
            return Refusal.NotFound("meeting");
        }

        var taken = (await connection.QueryAsync<ReplacedRow>(Replaced, new { id, page.After, page.Take })).AsList();
        var (rows, next) = page.Cut(taken, row => row.Revision);
        return new MeetingCorrectionPage([.. rows.Select(row => new ReplacedMeeting(
            row.Revision, StrictJson.Read<MeetingContent>(row.Content), row.Reason, row.ReplacedByInstitution, row.ReplacedBy, row.ReplacedAt))], next);
    }

    private sealed record ReplacedRow(int Revision, string Content, string Reason, string ReplacedByInstitution, string ReplacedBy, DateTime ReplacedAt);
}

/// <summary>A page of what was recorded of a meeting before.</summary>
/// <param name="Replaced">The earliest first; what is recorded now is not among them.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record MeetingCorrectionPage(IReadOnlyList<ReplacedMeeting> Replaced, int? Next);

/// <summary>What was recorded of a meeting until a correction replaced it.</summary>
/// <param name="Revision">1: as it was recorded first.</param>
/// <param name="Content">What stood.</param>
/// <param name="Reason">Why it was replaced.</param>
/// <param name="Institution">Whose management replaced it.</param>
/// <param name="Subject">Who replaced it, by pseudonym.</param>
/// <param name="ReplacedAt">When; UTC.</param>
public sealed record ReplacedMeeting(int Revision, MeetingContent Content, string Reason, string Institution, string Subject, DateTime ReplacedAt);
