using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Ledger.Verifying;

/// <summary>A small book with every kind of posting: its first year closed, one line late in the next.</summary>
internal static class ClosedBook
{
    public const string Ref = "HETS-HG";
    public const string Year = "2014-2015";

    public static async Task Make(House house)
    {
        await house.Start(LedgerService.Host);
        await Agree(house);
        await Import(
            house, Given.Row("R-1", quantity: "3"), Given.Row("R-2", "02.10.2014", nature: "td", quantity: "2"),
            Given.Row("R-3", "03.10.2014", "HETS", "HG", "promotion", "td", "1"));
        await Propose(house, "openings", new { reason = "From before the book", entries = new[] { Entry("formation-de-base", 20) } });
        await Propose(house, "adjustments", new { reason = "Agreed in committee", entries = new[] { Entry("promotion", 10), Entry("promotion", 5) } });
        await ReverseOpening(house);
        await Close(house);
        await Import(house, Given.Row("R-4", "04.11.2014"));
    }

    /// <summary>Drafted, signed by both, closed, its root signed by both.</summary>
    public static Task Close(House house) => ClosingYear.Close(house, Ref, Year, "HETS", "HG");

    public static async Task Reopen(House house) => await Consent(house, (await (await house.As("HETS", "finance", "HETS-drafter"))
        .PostToLedger($"books/{Ref}/years/{Year}/reopening", new { reason = "A line was forgotten" })).Is(201));

    private static async Task Agree(House house)
    {
        await Agreeing.Institutions(house, ("HETS", "school"), ("HG", "agency"));
        await Agreeing.InForce(house, Given.Agreement(Ref) with { Signed = new DateOnly(2014, 9, 1), CarryCapMinutes = 180 });
    }

    private static async Task Import(House house, params string[] rows)
    {
        var before = await BookTables.Count(house);
        await TurningKeys.List(house, Ref, rows);
        await Eventually.Equal(before + rows.Length, () => BookTables.Count(house));
    }

    private static async Task Propose(House house, string what, object body) =>
        await Consent(house, (await (await house.As("HETS", "finance", "HETS-drafter")).PostToLedger($"books/{Ref}/{what}", body)).Is(201));

    /// <summary>Takes back an adjustment of the closed year, which stands in the next one.</summary>
    /// <returns>The number of the adjustment.</returns>
    public static Task<long> ReverseAdjustment(House house) => Reverse(house, "adjustment");

    private static Task<long> ReverseOpening(House house) => Reverse(house, "opening");

    private static async Task<long> Reverse(House house, string kind)
    {
        var number = await house.Scalar<long>(LedgerService.Host, "select min(number) from ledger.posting where kind = @kind", new { kind });
        await Consent(house, (await (await house.As("HETS", "finance", "HETS-drafter"))
            .PostToLedger($"postings/{Ref}:{number}/reversals", new { reason = "Counted already" })).Is(201));
        return number;
    }

    private static Task Consent(House house, Reply proposal) => Deciding.Consent(house, proposal, "HETS", "HG");

    private static object Entry(string domain, int minutes) =>
        new { institution = "HG", counterpart = "HETS", domain, valueDate = "2014-09-15", minutes };
}
