using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Text;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Years.Drafting;

/// <summary>Drafts a year's statement under the book's lock: what is signed is what stands.</summary>
internal sealed class DraftStatement(TimeProvider clock)
{
    private const string Edition = "select count(*) + 1 from ledger.statement where book = @book and year = @year and reopened_at is not null";

    private const string Uninformed = """
        select posting.number from ledger.posting
        where book = @book and year = @year and kind = 'intervention' and sourcing = 'direct' and employer_informed = false
            and not exists (select from ledger.posting as reversal where reversal.book = posting.book and reversal.reverses = posting.number)
        order by posting.number
        """;

    private const string Insert = """
        insert into ledger.statement (id, book, year, edition, content, content_hash, drafted_by, drafted_for, drafted_at)
        values (@id, @Book, @Year, @Edition, @text, @hash, @Subject, @Institution, @now)
        """;

    private const string InsertRow = """
        insert into ledger.statement_row (statement, position, kind, debit_institution, debit_counterpart, debit_year, credit_institution,
            credit_counterpart, credit_year, domain, minutes, value_date)
        values (@id, @Position, @Kind, @debitInstitution, @debitCounterpart, @debitYear, @creditInstitution, @creditCounterpart, @creditYear, @domain, @Minutes, @ValueDate)
        """;

    public async Task<Decision<Made<DraftedStatement>>> Run(
        NpgsqlTransaction transaction, string book, string year, YearLinesCounted answer, NamedDisputes named, Caller caller)
    {
        var now = clock.GetUtcNow();
        var connection = transaction.Connection!;
        if ((await BookStore.LockFor(transaction, book, caller.Institution)).IsRefused(out var unknown, out var books))
        {
            return unknown;
        }

        // Read under the lock: both may have changed while Interventions was asked.
        var agreement = await AgreementQuery.Find(connection, book, transaction);
        if (agreement?.Find(year) is not { } span)
        {
            return Refusal.NotFound("year");
        }

        var years = await YearStore.Read(connection, book, transaction);
        var contested = await ContestedLines.Read(transaction, book, year, answer.Disputed.Concat(named.All));
        if ((DraftRules.CheckOrder(span, agreement, years, clock.Today())
            ?? DraftRules.CheckLines(answer, named, contested, await PostedLines.Count(transaction, book, span))) is { } refusal)
        {
            return refusal;
        }

        var figures = await FiguresQuery.Read(connection, book, span, transaction);
        var terms = agreement.TermsAt(span.LastDay);
        if (YearClosing.Of(span, span.IsLast ? null : agreement.After(year), terms,
            figures.Select(one => new DomainBalance(one.First, one.Second, one.Domain, one.Balance))).IsRefused(out var unsettled, out var closing))
        {
            return unsettled;
        }

        var standing = years.FirstOrDefault(known => known.Year == year) ?? new BookYear(book, year, span.FirstDay, span.LastDay, YearState.Open, null);
        if (standing.State == YearState.Drafted)
        {
            await WithdrawStatement.Run(transaction, standing, "drafted-anew", now);
        }

        var (lines, root) = await YearRoot.Read(transaction, book, year);
        var content = new StatementContent(
            book, year, span.FirstDay, span.LastDay, await connection.ExecuteScalarAsync<int>(Edition, new { book, year }, transaction),
            books.Heads[book].Parties, terms.Signatories, terms.Reference, agreement.ChangesUpTo(span.LastDay), span.IsLast, terms.CarryCapMinutes, terms.CompensationGroups,
            terms.Currency, span.LastDay, lines, books.Heads[book].LastNumber, root, figures, named.Excluded, contested, answer.OpenCount,
            (await connection.QueryAsync<long>(Uninformed, new { book, year }, transaction)).AsList(), closing.Rows, closing.Settlements, StatementContent.Vat);
        var (id, hash) = await Save(transaction, content, caller, now);
        var state = await YearStore.Move(transaction, standing with { FirstDay = span.FirstDay, LastDay = span.LastDay, Statement = id }, YearAct.Draft);
        await OutboxWriter.Add(transaction, new YearDrafted(book, year, id, content.Edition, hash));
        return Answer.Created($"/api/v1/books/{book}/statement?year={year}", new DraftedStatement(id, state, hash, content));
    }

    private static async Task<(Guid Id, string Hash)> Save(NpgsqlTransaction transaction, StatementContent content, Caller caller, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        var (text, hash) = HashedText.Of(content);
        await transaction.Connection!.ExecuteAsync(
            Insert, new { id, content.Book, content.Year, content.Edition, text, hash, caller.Subject, caller.Institution, now }, transaction);
        await transaction.Connection!.ExecuteAsync(InsertRow, content.Rows.Select(row => new
        {
            id,
            row.Position,
            row.Kind,
            debitInstitution = row.Debit.Institution,
            debitCounterpart = row.Debit.Counterpart,
            debitYear = row.Debit.Year,
            creditInstitution = row.Credit.Institution,
            creditCounterpart = row.Credit.Counterpart,
            creditYear = row.Credit.Year,
            domain = row.Debit.Domain,
            row.Minutes,
            row.ValueDate,
        }), transaction);
        return (id, hash);
    }
}
