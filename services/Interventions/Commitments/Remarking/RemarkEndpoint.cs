using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Commitments.Domain;
using HourExchange.Interventions.Commitments.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Commitments.Remarking;

/// <summary>The one remark on a commitment in an academic year. Said anew, it replaces the one before, which is kept.</summary>
public static class RemarkEndpoint
{
    private const string Exists = "select exists (select from interventions.commitment where id = @id and agreement = @Ref)";

    private const string Latest = """
        select revision, text from interventions.commitment_remark where commitment = @id and year = @Year order by revision desc limit 1
        """;

    private const string Insert = """
        insert into interventions.commitment_remark (commitment, year, revision, text, said_by_institution, said_by, said_at)
        values (@id, @Year, @revision, @Text, @Institution, @Subject, @now)
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/commitments/{id:guid}/remarks",
            (string reference, Guid id, RemarkRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Remark(transaction, agreement, id, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("remarkOnCommitment");

    private static async Task<Decision<MadeOnce<RemarkView>>> Remark(
        NpgsqlTransaction transaction, Agreement agreement, Guid id, RemarkRequest request, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        if (!await connection.ExecuteScalarAsync<bool>(Exists, new { id, agreement.Ref }, transaction))
        {
            return Refusal.NotFound("commitment");
        }

        if (CommitmentRules.CheckRemark(agreement, request.Year, request.Text) is { } broken)
        {
            return broken;
        }

        var latest = await connection.QuerySingleOrDefaultAsync<RemarkRow>(Latest, new { id, request.Year }, transaction);
        if (latest?.Text == request.Text)
        {
            return Answer.Known(new RemarkView(id, request.Year, latest.Revision, request.Text));
        }

        var revision = 1 + (latest?.Revision ?? 0);
        await connection.ExecuteAsync(
            Insert, new { id, request.Year, revision, request.Text, caller.Institution, caller.Subject, now }, transaction);
        await CommitmentAnnouncement.Add(transaction, [id]);
        return Answer.CreatedOnce(null, new RemarkView(id, request.Year, revision, request.Text));
    }

    private sealed record RemarkRow(int Revision, string Text);
}

/// <summary>A remark on a commitment in a year.</summary>
/// <param name="Year">Label of an academic year: 2014-2015.</param>
/// <param name="Text">1 to 1000 characters.</param>
public sealed record RemarkRequest(string Year, string Text);

/// <summary>The remark on a commitment in a year, as it holds.</summary>
/// <param name="Id">Identifier of the commitment.</param>
/// <param name="Year">The academic year.</param>
/// <param name="Revision">How often something was said of that year.</param>
/// <param name="Text">What was said last.</param>
public sealed record RemarkView(Guid Id, string Year, int Revision, string Text);
