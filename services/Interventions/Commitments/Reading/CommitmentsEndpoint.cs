using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Commitments.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Commitments.Reading;

/// <summary>The commitments of an agreement, each with its state and its remark of each year.</summary>
public static class CommitmentsEndpoint
{
    private const string Commitments = """
        select commitment.id, commitment.number, commitment.kind, commitment.domain, commitment.owed_by, commitment.text, latest.state, latest.revision, latest.said_at
        from interventions.commitment cross join lateral (
            select state, revision, said_at from interventions.commitment_state where commitment_state.commitment = commitment.id
            order by revision desc limit 1) as latest
        where commitment.agreement = @reference and commitment.number > @After order by commitment.number limit @Take
        """;

    private const string Remarks = """
        select distinct on (commitment, year) commitment, year, text from interventions.commitment_remark
        where commitment = any(@ids) order by commitment, year, revision desc
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/commitments",
            (string reference, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => Read(connection, reference, after, limit)))
            .For(AgreementAccess.Readers).WithName("listCommitments");

    private static async Task<Shown<CommitmentPage>> Read(NpgsqlConnection connection, string reference, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var taken = (await connection.QueryAsync<CommitmentRow>(Commitments, new { reference, page.After, page.Take })).AsList();
        var (rows, next) = page.Cut(taken, commitment => commitment.Number);
        var remarks = (await connection.QueryAsync<RemarkRow>(Remarks, new { ids = rows.Select(row => row.Id).ToArray() }))
            .ToLookup(remark => remark.Commitment, remark => new YearRemark(remark.Year, remark.Text));
        return new CommitmentPage([.. rows.Select(row => new CommitmentView(
            row.Id, row.Number, row.Kind, row.Domain, row.OwedBy, row.Text, row.State, row.Revision, row.SaidAt, [.. remarks[row.Id]]))], next);
    }

    private sealed record CommitmentRow(
        Guid Id, int Number, string Kind, string? Domain, string? OwedBy, string Text, string State, int Revision, DateTime SaidAt);

    private sealed record RemarkRow(Guid Commitment, string Year, string Text);
}

/// <summary>A page of commitments.</summary>
/// <param name="Commitments">In the order of their numbers.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record CommitmentPage(IReadOnlyList<CommitmentView> Commitments, int? Next);

/// <summary>What was promised beside hours, as it stands.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of recording, from 1.</param>
/// <param name="Kind">What sort of promise it is.</param>
/// <param name="Domain">One of the agreement's domains, or null.</param>
/// <param name="OwedBy">Code of the party that owes it; null where all do.</param>
/// <param name="Text">What was promised.</param>
/// <param name="State">How it stands.</param>
/// <param name="Revision">How often its state was said.</param>
/// <param name="SaidAt">When it was said last; UTC.</param>
/// <param name="Remarks">At most one a year, the earliest year first.</param>
public sealed record CommitmentView(
    Guid Id, int Number, [property: KnownValues(typeof(CommitmentRules), nameof(CommitmentRules.Kinds))] string Kind, string? Domain, string? OwedBy, string Text,
    [property: KnownValues(typeof(CommitmentRules), nameof(CommitmentRules.States))] string State, int Revision, DateTime SaidAt, IReadOnlyList<YearRemark> Remarks);

/// <summary>The remark on a commitment in one academic year.</summary>
/// <param name="Year">The academic year.</param>
/// <param name="Text">What was said.</param>
public sealed record YearRemark(string Year, string Text);
