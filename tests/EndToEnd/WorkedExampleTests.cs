using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;
using HourExchange.Tests.Kit;
using static System.FormattableString;

namespace HourExchange.Tests.EndToEnd;

/// <summary>docs/worked-example.md is what these steps print: from the agreement to the settlement.</summary>
[Trait("needs", "servers")]
public sealed class WorkedExampleTests(House house) : IClassFixture<House>
{
    private const string Book = "HETS-HG-2014";
    private const string Year = "2014-2015";
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
        var operators = (await house.ClientsOf("*", "operator")).Interventions;
        foreach (var (code, kind) in new[] { ("HETS", "school"), ("HG", "agency") })
        {
            (await operators.RegisterInstitutionAsync(new() { Code = code, Name = "Institution " + code, Kind = kind })).Is(201);
        }

        var agreement = new AgreementContent
        {
            Ref = Book,
            Parties = ["HETS", "HG"],
            Currency = "CHF",
            Signed = new(2014, 9, 1),
            TermYears = 3,
            TacitRenewal = true,
            NoticeMonths = 4,
            YearStart = "09-01",
            Reference = "HETS-HG 2014",
            Units = new Dictionary<string, int> { ["heure"] = 60, ["période"] = 50 },
            TariffBasis = "credited",
            SettlementTariff = "65.00",
            CarryCapMinutes = 180,
            CompensationGroups = [],
            Natures = new Dictionary<string, NatureTerms>
            {
                ["cours"] = new() { Coefficient = "3/2", Tariff = "145.00" },
                ["td"] = new() { Coefficient = "1", Tariff = "65.00" },
                ["accompagnement"] = new() { Coefficient = "2/3", Tariff = "65.00" },
            },
            Domains = new Dictionary<string, DomainTerms> { ["formation-de-base"] = new() { AdmittedFrom = new(2014, 9, 1) } },
        };
        var recorded = _page.Asked("the management of HETS", "POST /api/v1/agreements", agreement, 201,
            await (await house.ClientsOf("HETS", "management")).Interventions.RecordAgreementAsync(agreement));
        var consent = new Client.Interventions.ConsentRequest { Hash = recorded.Hash };
        _page.Say("The management of each party consents to the hash of what was recorded. With the last consent the terms are in force.");
        foreach (var party in new[] { "HETS", "HG" })
        {
            _page.Asked($"the management of {party}", $"POST /api/v1/agreements/{Book}/consents", consent, 201,
                await (await house.ClientsOf(party, "management")).Interventions.ConsentToAgreementAsync(Book, consent), "inForce", "consents");
        }
    }

    /// <returns>The line that is cancelled later.</returns>
    private async Task<Guid> Exchange()
    {
        _page.Say("## Four lines, two keys each");
        await Confirm(await Register("HG-1", new(2014, 10, 6), "HG", "cours", 3, "heure", shown: true), shown: true);
        _page.Say("Three more in the same way. What a line credits is taught minutes times the coefficient, rounded half up, once:");
        await Confirm(await Register("HG-2", new(2014, 11, 10), "HG", "accompagnement", 2, "période"));
        var third = await Register("HG-3", new(2015, 1, 12), "HG", "td", 2, "heure");
        await Confirm(third);
        await Confirm(await Register("HETS-1", new(2015, 3, 2), "HETS", "td", 2, "période"));
        await Posted(4);
        await ShowLines();
        return third;
    }

    private async Task Cancel(Guid line)
    {
        _page.Say("## A line is cancelled after it was posted\n\nBoth sides turn their keys over the cancellation; then the ledger reverses the posting. Nothing is removed.");
        var registrar = (await house.ClientsOf("HETS", "registrar")).Interventions;
        var reason = new Client.Interventions.ReasonRequest { Reason = "Saisie deux fois" };
        _page.Asked("a registrar of HETS", $"POST /api/v1/interventions/{line}/cancellations", reason, 200,
            await registrar.CancelInterventionAsync(line, (await registrar.ReadInterventionAsync(line)).ETag!, reason), "state", "revision");
        await Confirm(line);
        await Posted(5);
        await ShowBalance(new(2015, 8, 31), "HG stands at +237, HETS at −237. The sum of a book is always zero.");
    }

    private async Task Draft()
    {
        _page.Say("## The year's statement is drafted\n\nThe ledger asks Interventions where the year's lines stand, and drafts when all that is confirmed is posted.");
        var request = new DraftRequest();
        var content = _page.Asked("finance of HETS", Path("statement"), request, 201,
            await (await house.ClientsOf("HETS", "finance", "HETS-finance-1")).Ledger.DraftStatementAsync(Book, Year, request), "state", "hash").Content;
        _page.Say("What is signed holds the figures of the year, the rows that will close it, and the settlement:");
        _page.Table("position | kind | debit | credit | minutes | value date", content.Rows.Select(row => Invariant(
            $"{row.Position} | {row.Kind} | {NameOf(row.Debit)} | {NameOf(row.Credit)} | {row.Minutes} | {row.ValueDate:yyyy-MM-dd}")));
        _page.Table("payer | payee | minutes | tariff per 60 minutes | amount", content.Settlements.Select(line => Invariant(
            $"{line.Payer} | {line.Payee} | {line.Minutes} | {line.Tariff} | {line.Amount} {line.Currency}")));
        _page.Say("237 minutes less the cap of 180 leave 57. 57 × 65.00 / 60 = 61.75.");
    }

    private async Task Close()
    {
        _page.Say("## Signed, closed, countersigned\n\nFinance of every party signs the hash; who drafted does not.");
        var signature = new SignRequest { Hash = (await Statement()).Hash! };
        _page.Refused("who drafted", Path("signatures"), signature,
            await (await house.ClientsOf("HETS", "finance", "HETS-finance-1")).Ledger.SignStatementAsync(Book, Year, signature).Refused(403));
        await SignByAll(signature);
        var closed = _page.Asked("finance of HG", Path("closing"), null, 200,
            await (await house.ClientsOf("HG", "finance")).Ledger.CloseYearAsync(Book, Year), "number", "edition", "state", "root");
        _page.Say("The rows are posted as they were signed. The root, one hash over all postings of the year, is countersigned; then the year is closed.");
        await SignByAll(new() { Hash = closed.Root });
        await ShowLines();
    }

    private async Task Pay()
    {
        _page.Say("## The settlement is paid");
        var payment = new PaymentRequest { PaidOn = new(2015, 10, 15), Reference = "Règlement 2014-2015" };
        var finance = (await house.ClientsOf("HETS", "finance")).Ledger;
        _page.Asked("finance of HETS", Path("settlement"), payment, 200, await finance.RecordPaymentAsync(Book, Year, payment),
            "payer", "payee", "minutes", "amount", "currency", "state", "paidOn", "reference");
        _page.Refused("finance of HETS, once more", Path("settlement"), payment, await finance.RecordPaymentAsync(Book, Year, payment).Refused(409));
    }

    private async Task Look()
    {
        _page.Say("## What is left");
        await ShowBalance(new(2015, 8, 31), "On the year's last day the settlement counts: +180 and −180.");
        await ShowBalance(new(2015, 9, 1), "The next year opens with what was carried: the same, in accounts of 2015-2016.");
        await ShowLines("2015-2016");
        _page.Say("As plain-text accounting, which hledger reads:");
        using var journal = await (await house.ClientsOf("HG", "auditor")).Ledger.GetJournalAsync(Book);
        using var text = new StreamReader(journal.Stream);
        _page.Block("", await text.ReadToEndAsync());
    }

    private async Task SignByAll(SignRequest signature)
    {
        foreach (var (party, subject) in new[] { ("HETS", "HETS-finance-2"), ("HG", "HG-finance") })
        {
            _page.Asked($"finance of {party}", Path("signatures"), signature, 201,
                await (await house.ClientsOf(party, "finance", subject)).Ledger.SignStatementAsync(Book, Year, signature), "signs", "byAll", "state");
        }
    }

    private async Task<Guid> Register(string reference, DateOnly date, string lender, string nature, int quantity, string unit, bool shown = false)
    {
        var line = new InterventionRequest
        {
            Agreement = Book,
            Reference = reference,
            Date = date,
            LendingInstitution = lender,
            ReceivingInstitution = lender == "HG" ? "HETS" : "HG",
            Contributor = lender + "-031",
            Domain = "formation-de-base",
            Nature = nature,
            Quantity = quantity,
            Unit = unit,
            Sourcing = "in-concertation",
        };
        var reply = await (await house.ClientsOf("HETS", "registrar")).Interventions.RegisterInterventionAsync(line);
        if (shown)
        {
            _page.Asked("a registrar of HETS", "POST /api/v1/interventions", line, 201, reply, "state", "revision", "taughtMinutes");
        }

        return reply.Is(201).Id;
    }

    private async Task Confirm(Guid line, bool shown = false)
    {
        foreach (var party in new[] { "HG", "HETS" })
        {
            var request = new ConfirmRequest();
            var reply = await (await house.ClientsOf(party, "approver")).Interventions.ReadAndConfirm(line, request);
            reply.Is(200);
            if (shown)
            {
                _page.Asked($"an approver of {party}", $"POST /api/v1/interventions/{line}/confirmations", request, 200, reply, "state", "creditedMinutes");
            }
        }
    }

    private async Task Posted(long number) => await Eventually.Equal(number, () => BookTables.Count(house, Book));

    private async Task<StatementView> Statement(string year = Year) => (await (await house.ClientsOf("HG", "auditor")).Ledger.GetStatementAsync(Book, year)).Is(200);

    private async Task ShowLines(string year = Year)
    {
        _page.Say($"`GET /api/v1/books/{Book}/statement?year={year}` now has these lines; the balance is what HETS stands at towards HG:");
        _page.Table("section | number | kind | date | given by | received by | taught | coefficient | minutes | balance | reversed by",
            (await Statement(year)).Lines.Select(line => Invariant(
                $"{line.Section} | {line.Number} | {line.Kind} | {line.LineDate:yyyy-MM-dd} | {line.Given} | {line.Received} | {line.TaughtMinutes} | {line.Coefficient} | {line.Minutes} | {line.Balance} | {line.ReversedBy}")));
    }

    private async Task ShowBalance(DateOnly asOf, string words)
    {
        _page.Asked("an auditor of HG", Invariant($"GET /api/v1/books/{Book}/balance?asOf={asOf:yyyy-MM-dd}"), null, 200,
            await (await house.ClientsOf("HG", "auditor")).Ledger.GetBalanceAsync(Book, asOf), "balances");
        _page.Say(words);
    }

    private static string Path(string act) => $"POST /api/v1/books/{Book}/years/{Year}/{act}";

    private static string NameOf(Account account) => $"{account.Institution} towards {account.Counterpart}, {account.Year}";
}
