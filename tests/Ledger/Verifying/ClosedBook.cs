using HourExchange.Ledger;
using HourExchange.Tests.Kit;

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
    public static async Task Close(House house)
    {
        var drafter = await house.As("HETS", "finance", "HETS-drafter");
        var hash = "";
        await Eventually.Holds("the year can be drafted", async () =>
        {
            var draft = await drafter.PostToLedger($"books/{Ref}/years/{Year}/statement", new { });
            hash = draft.Status == 201 ? draft["hash"].GetString()! : draft.Is(409).Code!;
            return draft.Status == 201;
        });
        await Sign(house, hash);
        var root = (await (await house.As("HG", "finance")).PostToLedger($"books/{Ref}/years/{Year}/closing")).Is(200)["root"].GetString()!;
        await Sign(house, root);
    }

    public static async Task Reopen(House house) => await Consent(house, (await (await house.As("HETS", "finance", "HETS-drafter"))
        .PostToLedger($"books/{Ref}/years/{Year}/reopening", new { reason = "A line was forgotten" })).Is(201));

    private static async Task Agree(House house)
    {
        var operators = await house.As("*", "operator");
        foreach (var (code, kind) in new[] { ("HETS", "school"), ("HG", "agency") })
        {
            (await operators.Post("institutions", new { code, name = "Institution " + code, kind })).Is(201);
        }

        var terms = Given.Agreement(Ref) with { Signed = new DateOnly(2014, 9, 1), CarryCapMinutes = 180 };
        var hash = (await (await house.As("HETS", "management")).Post("agreements", terms)).Is(201)["hash"].GetString();
        foreach (var party in terms.Parties)
        {
            (await (await house.As(party, "management")).Post($"agreements/{Ref}/consents", new { hash })).Is(201);
        }
    }

    private static async Task Import(House house, params string[] rows)
    {
        var before = await BookTables.Count(house);
        var import = (await (await house.As("HETS", "registrar")).PostRaw($"imports?agreement={Ref}", Given.Csv(rows))).Is(200)["import"].GetString();
        foreach (var institution in new[] { "HETS", "HG" })
        {
            (await (await house.As(institution, "approver")).Post("interventions/confirmations", new { import })).Is(200);
        }

        await Eventually.Equal(before + rows.Length, () => BookTables.Count(house));
    }

    private static async Task Propose(House house, string what, object body) =>
        await Consent(house, (await (await house.As("HETS", "finance", "HETS-drafter")).PostToLedger($"books/{Ref}/{what}", body)).Is(201));

    private static async Task ReverseOpening(House house)
    {
        var number = await house.Scalar<long>(LedgerService.Host, "select number from ledger.posting where kind = 'opening'");
        await Consent(house, (await (await house.As("HETS", "finance", "HETS-drafter"))
            .PostToLedger($"postings/{Ref}:{number}/reversals", new { reason = "Counted already" })).Is(201));
    }

    private static async Task Consent(House house, Reply proposal)
    {
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await (await house.As(party, "finance")).PostToLedger($"proposals/{proposal["id"].GetString()}/consents", new { hash = proposal["hash"].GetString() })).Is(201);
        }
    }

    private static async Task Sign(House house, string hash)
    {
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await (await house.As(party, "finance")).PostToLedger($"books/{Ref}/years/{Year}/signatures", new { hash })).Is(201);
        }
    }

    private static object Entry(string domain, int minutes) =>
        new { institution = "HG", counterpart = "HETS", domain, valueDate = "2014-09-15", minutes };
}
