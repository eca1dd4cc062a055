using System.Globalization;
using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Years.Closing;

/// <summary>Posts a signed statement's rows and opens what follows from them: number, root, settlements.</summary>
internal sealed class CloseYear(PostEntries entries, TimeProvider clock)
{
    // A later edition keeps its year's number.
    private const string Note = """
        update ledger.statement set root = @root, posted_at = @now, number = coalesce(
            (select min(former.number) from ledger.statement as former where former.book = @Book and former.year = @Year),
            (select coalesce(max(other.number), 0) + 1 from ledger.statement as other where other.book = @Book))
        where id = @Id returning number
        """;

    private const string InsertSettlement = """
        insert into ledger.settlement (id, book, year, statement, position, payer, payee, domains, minutes, amount, currency)
        values (@id, @Book, @Year, @statement, @Position, @Payer, @Payee, @domains, @Minutes, @Amount, @Currency)
        """;

    public async Task<Decision<Answer<ClosedStatement>>> Run(NpgsqlTransaction transaction, string book, string year, Caller caller)
    {
        if ((await LockedYear.Of(transaction, book, year, caller.Institution)).IsRefused(out var refusal, out var locked))
        {
            return refusal;
        }

        if (locked.Signing(Signature.OfContent).Waiting is { Count: > 0 } unsigned)
        {
            return YearLife.Unsigned(unsigned);
        }

        if (YearLife.Check(locked.Year.State, YearAct.Close) is { } impossible)
        {
            return impossible;
        }

        var content = locked.Statement.ReadContent();
        // The year admits its rows, as signed, in this state alone.
        var state = await YearStore.Move(transaction, locked.Year, YearAct.Close);
        var keys = locked.SignaturesOf(Signature.OfContent).Select(signature => signature.ToKey()).ToList();
        await entries.Post(transaction, locked.Books,
        [
            .. content.Rows.Select(row => new PlannedEntry(
                book, Entry.Between(row.Kind, locked.Statement.Id, row.Position, row.Debit, row.Credit, row.Minutes, keys, year, row.ValueDate))),
        ]);
        var (_, root) = await YearRoot.Read(transaction, book, year);
        var number = await transaction.Connection!.ExecuteScalarAsync<int>(
            Note, new { locked.Statement.Id, Book = book, Year = year, root, now = clock.GetUtcNow() }, transaction);
        await Settle(transaction, locked.Statement.Id, content);
        return Answer.Ok(new ClosedStatement(locked.Statement.Id, number, content.Edition, root, state));
    }

    private static async Task Settle(NpgsqlTransaction transaction, Guid statement, StatementContent content)
    {
        foreach (var line in content.Settlements)
        {
            var id = Guid.CreateVersion7();
            await transaction.Connection!.ExecuteAsync(InsertSettlement, new
            {
                id,
                content.Book,
                content.Year,
                statement,
                line.Position,
                line.Payer,
                line.Payee,
                domains = line.Domains.ToArray(),
                line.Minutes,
                line.Amount,
                line.Currency,
            }, transaction);
            await OutboxWriter.Add(transaction, new SettlementAgreed(
                id, content.Book, content.Year, statement, line.Payer, line.Payee, line.Minutes,
                line.Amount.ToString("0.00", CultureInfo.InvariantCulture), line.Currency));
        }
    }
}
