using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Ledger.Settlements.Netting;

/// <summary>Settlements to net: of a year that is really closed, or put into the tables as the closing leaves them.</summary>
internal static class GivenSettlement
{
    public const string Year = "2014-2015";

    /// <summary>A settlement alone, in a book of its own unless one is named.</summary>
    public static async Task<Guid> Owed(House house, string payer, string payee, decimal amount, string currency = "CHF", string? book = null)
    {
        var id = Guid.CreateVersion7();
        await house.Execute(LedgerService.Host, """
            insert into ledger.book (ref, parties) values (@book, array[@payer, @payee]) on conflict do nothing;
            insert into ledger.statement (id, book, year, edition, content, content_hash, drafted_by, drafted_for, drafted_at, number, root, posted_at, closed_at)
            values (@statement, @book, @Year, 1, '{}', '', 'somebody', @payee, now(), 7, '', now(), now());
            insert into ledger.settlement (id, book, year, statement, position, payer, payee, domains, minutes, amount, currency)
            values (@id, @book, @Year, @statement, 1, @payer, @payee, array['promotion'], 60, @amount, @currency)
            """, new { id, payer, payee, amount, currency, book = book ?? $"B-{id}", statement = Guid.CreateVersion7(), Year });
        return id;
    }

    /// <summary>
    /// An agreement between two institutions with one line, and its first year closed the whole way: drafted, signed by both,
    /// posted, countersigned. An hour is carried, the rest is settled at 65.00 CHF.
    /// </summary>
    /// <returns>The settlement.</returns>
    public static async Task<Guid> OfClosedYear(House house, string book, string lender, string receiver, decimal hours)
    {
        await Agree(house, book, lender, receiver);
        var line = (await (await house.As(receiver, "registrar")).Post("interventions", new
        {
            agreement = book,
            date = "2014-10-01",
            lendingInstitution = lender,
            receivingInstitution = receiver,
            contributor = lender + "-031",
            domain = "promotion",
            nature = "td",
            quantity = hours,
            unit = "heure",
        })).Is(201)["id"].GetString();
        foreach (var party in new[] { lender, receiver })
        {
            (await (await house.As(party, "approver")).Act($"interventions/{line}/confirmations", new { revision = 1 })).Is(200);
        }

        await Eventually.Equal(1L, () => BookTables.Count(house, book));
        await Eventually.Holds("the line knows that it is posted", async () =>
            (await (await house.As(lender, "auditor")).Get($"interventions/{line}"))["postingNumber"].ValueKind == System.Text.Json.JsonValueKind.Number);
        await ClosingYear.Close(house, book, Year, lender, receiver);
        return await house.Scalar<Guid>(LedgerService.Host, "select id from ledger.settlement where book = @book", new { book });
    }

    private static async Task Agree(House house, string book, params string[] parties)
    {
        await Agreeing.Institutions(house, [.. parties.Select(code => (code, "school"))]);
        await Agreeing.InForce(
            house, Given.Agreement(book) with { Parties = parties, Signed = new DateOnly(2014, 9, 1), CarryCapMinutes = 60, CompensationGroups = [] });

        await Eventually.Holds("the ledger knows the agreement", () =>
            house.Scalar<bool>(LedgerService.Host, "select exists (select from ledger.agreement where ref = @book)", new { book }));
    }
}
