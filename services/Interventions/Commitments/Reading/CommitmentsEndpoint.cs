using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Commitments.Reading;

/// <summary>The commitments of an agreement, each with its state and its remark of each year.</summary>
public static class CommitmentsEndpoint
{
    private const string Commitments = """
        select commitment.id, commitment.number, commitment.kind, commitment.domain, commitment.text, latest.state, latest.revision, latest.said_at
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
            .For(AgreementAccess.Readers);

    private static async Task<IResult> Read(NpgsqlConnection connection, string reference, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return Problem.From(refusal);
        }

        var taken = (await connection.QueryAsync<CommitmentRow>(Commitments, new { reference, page.After, page.Take })).AsList();
        var (rows, next) = page.Cut(taken, commitment => commitment.Number);
        var remarks = (await connection.QueryAsync<RemarkRow>(Remarks, new { ids = rows.Select(row => row.Id).ToArray() }))
            .ToLookup(remark => remark.Commitment, remark => new { remark.Year, remark.Text });
        return Results.Ok(new
        {
            commitments = rows.Select(row => new
            {
                row.Id,
                row.Number,
                row.Kind,
                row.Domain,
                row.Text,
                row.State,
                row.Revision,
                row.SaidAt,
                remarks = remarks[row.Id],
            }),
            next,
        });
    }

    private sealed record CommitmentRow(
        Guid Id, int Number, string Kind, string? Domain, string Text, string State, int Revision, DateTime SaidAt);

    private sealed record RemarkRow(Guid Commitment, string Year, string Text);
}
