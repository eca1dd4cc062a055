using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>Reads what decides who may do what with the years of a book.</summary>
internal static class YearActsQuery
{
    private const string Sql = """
        select id, drafted_by, exists (
            select from ledger.settlement where settlement.statement = statement.id and (paid_on is not null or netting is not null)) as is_settled
        from ledger.statement where id = any(@ids);
        select statement, institution, signs, subject, hash, signed_at from ledger.statement_signature where statement = any(@ids)
        """;

    /// <returns>The acts of the caller in a year of the agreement.</returns>
    public static async Task<Func<YearSpan, IReadOnlyList<string>>> Read(
        NpgsqlConnection connection, AgreementYears agreement, IReadOnlyList<BookYear> years, IReadOnlyList<string> parties, Caller caller, DateOnly today)
    {
        // Everything in a year's life is for finance.
        if (caller.Role != Roles.Finance)
        {
            return _ => [];
        }

        await using var command = await HotStatement.Prepare(connection, null, Sql, new NpgsqlParameter("ids", years.Select(year => year.Statement).OfType<Guid>().ToArray()));
        await using var found = await command.ExecuteReaderAsync();
        var statements = (await found.ReadResult<StatementRow>()).ToDictionary(row => row.Id);
        var signatures = (await found.ReadResult<SignatureRow>()).ToLookup(row => row.Statement, row => row.ToSignature());
        return span =>
        {
            var id = years.FirstOrDefault(year => year.Year == span.Label)?.Statement ?? Guid.Empty;
            var statement = statements.GetValueOrDefault(id);
            return new YearAtHand(span, agreement, years, parties, statement?.DraftedBy, [.. signatures[id]], statement?.IsSettled == true)
                .ActsOf(caller.Institution, caller.Role, caller.Subject, today);
        };
    }

    private sealed record StatementRow(Guid Id, string DraftedBy, bool IsSettled);

    private sealed record SignatureRow(Guid Statement, string Institution, string Signs, string Subject, string Hash, DateTime SignedAt)
    {
        public Signature ToSignature() => new(Institution, Signs, Subject, Hash, SignedAt);
    }
}
