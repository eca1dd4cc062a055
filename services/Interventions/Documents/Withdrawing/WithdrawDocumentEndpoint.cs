using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Documents.Domain;
using HourExchange.Interventions.Documents.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Documents.Withdrawing;

/// <summary>The management that attached a document withdraws it. It keeps its place in the list, with who, when and why.</summary>
public static class WithdrawDocumentEndpoint
{
    private const string Find = $"select {DocumentRow.Columns} from interventions.document where id = @id and agreement = @Ref";

    private const string Withdraw = $"""
        update interventions.document set withdrawal_reason = @reason, withdrawn_by = @Subject, withdrawn_at = @now where id = @id
        returning {DocumentRow.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/documents/{id:guid}/withdrawals",
            (string reference, Guid id, WithdrawalRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Run(transaction, agreement, id, request.Reason, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("withdrawDocument");

    private static async Task<Decision<Answer<DocumentView>>> Run(
        NpgsqlTransaction transaction, Agreement agreement, Guid id, string? reason, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        if (await connection.QuerySingleOrDefaultAsync<DocumentRow>(Find, new { id, agreement.Ref }, transaction) is not { } document)
        {
            return Refusal.NotFound("document");
        }

        if (DocumentLife.CheckWithdrawal(document.State, document.AttachedByInstitution, caller.Institution, reason) is { } broken)
        {
            return broken;
        }

        return Answer.Ok((await connection.QuerySingleAsync<DocumentRow>(Withdraw, new { id, reason, caller.Subject, now }, transaction)).ToView(caller));
    }
}

/// <summary>Why a document is withdrawn.</summary>
/// <param name="Reason">3 to 1000 characters.</param>
public sealed record WithdrawalRequest(string? Reason = null);
