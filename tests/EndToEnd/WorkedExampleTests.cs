using System.Globalization;
using System.Text.Json;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.EndToEnd;

/// <summary>docs/worked-example.md is what these steps print: from the agreement to the settlement.</summary>
[Trait("needs", "servers")]
public sealed class WorkedExampleTests(House house) : IClassFixture<House>
{
    private const string Book = "HETS-HG-2014";
    private static readonly string Page = System.IO.Path.Combine(Repository.Root, "docs", "worked-example.md");

    private readonly WorkedExample _page = new();

    [Fact]
    public async Task The_page_is_what_the_steps_print()
    {
        _page.Say("""
            # A worked example

            From the agreement to the settlement, through the public API. A test runs these steps on real servers and compares what
            they print with this page. Identifiers, hashes and moments differ from run to run and are left out.

            The figures are those by which the rules are explained: HG gives 270, 67 and 120 minutes, HETS gives 100, the 120 are
            cancelled, the cap is 180.
            """);
        await Agree();
        await Cancel(await Exchange());
        await Draft();
        await Close();
        await Pay();
        await Look();
        if (await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken) is var committed && committed != _page.Text)
        {
            var printed = System.IO.Path.Combine(Repository.Root, "artifacts", "worked-example.md");
            await File.WriteAllTextAsync(printed, _page.Text, TestContext.Current.CancellationToken);
            Assert.Fail("docs/worked-example.md has drifted from what the steps print, which is now in artifacts/worked-example.md.");
        }
    }

    private async Task Agree()
    {
        _page.Say("## The agreement");
        var operators = await house.As("*", "operator");
        foreach (var (code, kind) in new[] { ("HETS", "school"), ("HG", "agency") })
        {
            (await operators.Post("institutions", new { code, name = "Institution " + code, kind })).Is(201);
        }

        var agreement = new
        {
            @ref = Book,
            parties = new[] { "HETS", "HG" },
            currency = "CHF",
            signed = "2014-09-01",
            termYears = 3,
            tacitRenewal = true,
            noticeMonths = 4,
            yearStart = "09-01",
            reference = "HETS-HG 2014",
            units = new Dictionary<string, int> { ["heure"] = 60, ["période"] = 50 },
            tariffBasis = "credited",
            settlementTariff = "65.00",
            carryCapMinutes = 180,
            compensationGroups = Array.Empty<string[]>(),
            natures = new Dictionary<string, object>
            {
                ["cours"] = new { coefficient = "3/2", tariff = "145.00" },
                ["td"] = new { coefficient = "1", tariff = "65.00" },
                ["accompagnement"] = new { coefficient = "2/3", tariff = "65.00" },
            },
            domains = new Dictionary<string, object> { ["formation-de-base"] = new { admittedFrom = "2014-09-01" } },
        };
        var hash = _page.Asked("the management of HETS", "POST /api/v1/agreements", agreement,
            (await (await house.As("HETS", "management")).Post("agreements", agreement)).Is(201))["hash"].GetString();
        _page.Say("The management of each party consents to the hash of what was recorded. With the last consent the terms are in force.");
        foreach (var party in new[] { "HETS", "HG" })
        {
            _page.Asked($"the management of {party}", $"POST /api/v1/agreements/{Book}/consents", new { hash },
                (await (await house.As(party, "management")).Post($"agreements/{Book}/consents", new { hash })).Is(201), "inForce", "consents");
        }
    }

    /// <returns>The line that is cancelled later.</returns>
    private async Task<string> Exchange()
    {
        _page.Say("## Four lines, two keys each");
        await Confirm(await Register("HG-1", "2014-10-06", "HG", "cours", 3, "heure", shown: true), shown: true);
        _page.Say("Three more in the same way. What a line credits is taught minutes times the coefficient, rounded half up, once:");
        await Confirm(await Register("HG-2", "2014-11-10", "HG", "accompagnement", 2, "période"));
        var third = await Register("HG-3", "2015-01-12", "HG", "td", 2, "heure");
        await Confirm(third);
        await Confirm(await Register("HETS-1", "2015-03-02", "HETS", "td", 2, "période"));
        await Posted(4);
        await ShowLines();
        return third;
    }

    private async Task Cancel(string line)
    {
        _page.Say("## A line is cancelled after it was posted\n\nBoth sides turn their keys over the cancellation; then the ledger reverses the posting. Nothing is removed.");
        _page.Asked("a registrar of HETS", $"POST /api/v1/interventions/{line}/cancellations", new { reason = "Saisie deux fois" },
            (await (await house.As("HETS", "registrar")).Act($"interventions/{line}/cancellations", new { reason = "Saisie deux fois" })).Is(200), "state", "revision");
        await Confirm(line);
        await Posted(5);
        await ShowBalance("2015-08-31", "HG stands at +237, HETS at −237. The sum of a book is always zero.");
    }

    private async Task Draft()
    {
        _page.Say("## The year's statement is drafted\n\nThe ledger asks Interventions where the year's lines stand, and drafts when all that is confirmed is posted.");
        var draft = _page.Asked("finance of HETS", $"POST /api/v1/books/{Book}/years/2014-2015/statement", new { },
            (await (await house.As("HETS", "finance", "HETS-finance-1")).PostToLedger($"books/{Book}/years/2014-2015/statement", new { })).Is(201), "state", "hash");
        var content = draft["content"];
        _page.Say("What is signed holds the figures of the year, the rows that will close it, and the settlement:");
        _page.Table("position | kind | debit | credit | minutes | value date", content.GetProperty("rows").EnumerateArray().Select(row =>
            $"{row.GetProperty("position")} | {row.GetProperty("kind")} | {AccountOf(row, "debit")} | {AccountOf(row, "credit")} | {row.GetProperty("minutes")} | {row.GetProperty("valueDate")}"));
        _page.Table("payer | payee | minutes | tariff per 60 minutes | amount", content.GetProperty("settlements").EnumerateArray().Select(line =>
            $"{line.GetProperty("payer")} | {line.GetProperty("payee")} | {line.GetProperty("minutes")} | {line.GetProperty("tariff")} | {line.GetProperty("amount")} {line.GetProperty("currency")}"));
        _page.Say("237 minutes less the cap of 180 leave 57. 57 × 65.00 / 60 = 61.75.");
    }

    private async Task Close()
    {
        _page.Say("## Signed, closed, countersigned\n\nFinance of every party signs the hash; who drafted does not.");
        var hash = (await Statement())["hash"].GetString();
        _page.Asked("who drafted", Path("signatures"), new { hash }, (await (await house.As("HETS", "finance", "HETS-finance-1")).PostToLedger(Year("signatures"), new { hash })).Is(403));
        await SignByAll(hash);
        var closed = _page.Asked("finance of HG", Path("closing"), null, (await (await house.As("HG", "finance")).PostToLedger(Year("closing"), new { })).Is(200), "number", "edition", "state", "root");
        _page.Say("The rows are posted as they were signed. The root, one hash over all postings of the year, is countersigned; then the year is closed.");
        await SignByAll(closed["root"].GetString());
        await ShowLines();
    }

    private async Task Pay()
    {
        _page.Say("## The settlement is paid");
        var payment = new { paidOn = "2015-10-15", reference = "Règlement 2014-2015" };
        _page.Asked("finance of HETS", Path("settlement"), payment,
            (await (await house.As("HETS", "finance")).PostToLedger(Year("settlement"), payment)).Is(200), "payer", "payee", "minutes", "amount", "currency", "state", "paidOn", "reference");
        _page.Asked("finance of HETS, once more", Path("settlement"), payment, (await (await house.As("HETS", "finance")).PostToLedger(Year("settlement"), payment)).Is(409));
    }

    private async Task Look()
    {
        _page.Say("## What is left");
        await ShowBalance("2015-08-31", "On the year's last day the settlement counts: +180 and −180.");
        await ShowBalance("2015-09-01", "The next year opens with what was carried: the same, in accounts of 2015-2016.");
        await ShowLines("2015-2016");
        _page.Say("As plain-text accounting, which hledger reads:");
        _page.Block("", (await (await house.As("HG", "auditor")).AskLedger($"books/{Book}/journal")).Is(200).Text);
    }

    private async Task SignByAll(string? hash)
    {
        foreach (var (party, subject) in new[] { ("HETS", "HETS-finance-2"), ("HG", "HG-finance") })
        {
            _page.Asked($"finance of {party}", Path("signatures"), new { hash }, (await (await house.As(party, "finance", subject)).PostToLedger(Year("signatures"), new { hash })).Is(201), "signs", "byAll", "state");
        }
    }

    private async Task<string> Register(string reference, string date, string lender, string nature, int quantity, string unit, bool shown = false)
    {
        var line = new
        {
            agreement = Book,
            reference,
            date,
            lendingInstitution = lender,
            receivingInstitution = lender == "HG" ? "HETS" : "HG",
            contributor = lender + "-031",
            domain = "formation-de-base",
            nature,
            quantity,
            unit,
            sourcing = "in-concertation",
        };
        var reply = (await (await house.As("HETS", "registrar")).Post("interventions", line)).Is(201);
        if (shown)
        {
            _page.Asked("a registrar of HETS", "POST /api/v1/interventions", line, reply, "state", "revision", "taughtMinutes");
        }

        return reply["id"].GetString()!;
    }

    private async Task Confirm(string line, bool shown = false)
    {
        foreach (var party in new[] { "HG", "HETS" })
        {
            var reply = (await (await house.As(party, "approver")).Act($"interventions/{line}/confirmations", new { })).Is(200);
            if (shown)
            {
                _page.Asked($"an approver of {party}", $"POST /api/v1/interventions/{line}/confirmations", new { }, reply, "state", "creditedMinutes");
            }
        }
    }

    private async Task Posted(long number) => await Eventually.Equal(number, () => BookTables.Count(house, Book));

    private async Task<Reply> Statement(string year = "2014-2015") => (await (await house.As("HG", "auditor")).AskLedger($"books/{Book}/statement?year={year}")).Is(200);

    private async Task ShowLines(string year = "2014-2015")
    {
        _page.Say($"`GET /api/v1/books/{Book}/statement?year={year}` now has these lines; the balance is what HETS stands at towards HG:");
        _page.Table("section | number | kind | date | given by | received by | taught | coefficient | minutes | balance | reversed by",
            (await Statement(year))["lines"].EnumerateArray().Select(line => string.Join(" | ", new[]
            {
                "section", "number", "kind", "lineDate", "given", "received", "taughtMinutes", "coefficient", "minutes", "balance", "reversedBy",
            }.Select(field => line.GetProperty(field).ToString()))));
    }

    private async Task ShowBalance(string asOf, string words)
    {
        _page.Asked("an auditor of HG", $"GET /api/v1/books/{Book}/balance?asOf={asOf}", null,
            (await (await house.As("HG", "auditor")).AskLedger($"books/{Book}/balance?asOf={asOf}")).Is(200), "balances");
        _page.Say(words);
    }

    private static string Year(string act) => $"books/{Book}/years/2014-2015/{act}";

    private static string Path(string act) => $"POST /api/v1/{Year(act)}";

    private static string AccountOf(JsonElement row, string side) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.GetProperty(side).GetProperty("institution")} towards {row.GetProperty(side).GetProperty("counterpart")}, {row.GetProperty(side).GetProperty("year")}");
}
