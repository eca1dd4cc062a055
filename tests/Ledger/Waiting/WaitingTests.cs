using System.Text.Json;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Ledger.Reconciling;
using HourExchange.Tests.Ledger.Settlements.Netting;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Ledger.Waiting;

[Trait("needs", "servers")]
public sealed class WaitingTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_statement_waits_for_those_who_may_sign_close_and_countersign_it()
    {
        var work = await BookAtWork.Open(house, "SIGNED");
        await work.Post(60);
        Assert.Equal("", await Told("HG", 2, "SIGNED"));
        var hash = await work.Draft();
        // Who drafted does not sign; management sees what some person of its finance has to.
        Assert.Equal(
            ("", "statements-to-sign 2014-2015 edition 1", "statements-to-sign 2014-2015 edition 1"),
            (await Told("HETS", 1, "SIGNED"), await Told("HETS", 2, "SIGNED"), await Told("HETS", 1, "SIGNED", "management")));
        (await work.Sign("HG", hash)).Is(201);
        Assert.Equal(("", "statements-to-sign 2014-2015 edition 1"), (await Told("HG", 2, "SIGNED"), await Told("HETS", 2, "SIGNED")));
        (await work.Sign("HETS", hash)).Is(201);
        Assert.Equal("years-to-close 2014-2015 edition 1", await Told("HG", 2, "SIGNED"));
        var root = (await work.TryClose()).Is(200)["root"].GetString()!;
        Assert.Equal("roots-to-countersign 2014-2015 edition 1", await Told("HG", 2, "SIGNED"));
        Assert.Equal("", await Told("HETS", 1, "SIGNED"));
        foreach (var party in new[] { "HG", "HETS" })
        {
            (await work.Sign(party, root)).Is(201);
        }

        Assert.Equal("", await Told("HETS", 2, "SIGNED", "auditor"));
        Assert.Equal("", await Told("HETS", 2, "SIGNED"));
    }

    [Fact]
    public async Task A_year_that_has_ended_waits_to_be_drafted_and_the_next_one_once_its_rows_are_posted()
    {
        var work = await BookAtWork.Open(house, "ENDED");
        await work.Post(60);
        Assert.Equal(("2014-2015 2015-08-31", "2014-2015 2015-08-31"), (await ToDraft("HG"), await ToDraft("HETS", "management")));
        Assert.Equal("", await ToDraft("ISSM"));
        var hash = await work.Draft();
        Assert.Equal("", await ToDraft("HG"));
        foreach (var party in new[] { "HG", "HETS" })
        {
            (await work.Sign(party, hash)).Is(201);
        }

        Assert.Equal("", await ToDraft("HG"));
        (await work.TryClose()).Is(200);
        Assert.Equal("2015-2016 2016-08-31", await ToDraft("HG"));

        async Task<string> ToDraft(string institution, string role = "finance") => string.Join(", ",
            from kind in (await Ask(institution, 1, role))["waiting"].EnumerateArray()
            where kind.GetProperty("kind").GetString() == "years-to-draft"
            from item in kind.GetProperty("items").EnumerateArray()
            where item.GetProperty("book").GetString() == "ENDED"
            select $"{item.GetProperty("year").GetString()} {item.GetProperty("subject").GetString()}");
    }

    [Fact]
    public async Task A_proposal_waits_for_another_person_of_each_party_concerned()
    {
        await BookAtWork.Open(house, "PROPOSED");
        var proposal = (await (await house.As("HETS", "finance", "HETS-finance-1")).PostToLedger("books/PROPOSED/adjustments", new
        {
            reason = "Reprise",
            entries = new[] { new { institution = "HETS", counterpart = "HG", domain = "promotion", valueDate = "2014-10-01", minutes = 30 } },
        })).Is(201);
        Assert.Equal(
            ("", "proposals-to-decide  adjustment", "proposals-to-decide  adjustment", "proposals-to-decide  adjustment"),
            (await Told("HETS", 1, "PROPOSED"), await Told("HETS", 2, "PROPOSED"), await Told("HG", 1, "PROPOSED"), await Told("HG", 1, "PROPOSED", "registrar")));
        var item = (await Items("HG", 1)).Single(one => one.GetProperty("id").GetString() == proposal["id"].GetString());
        var link = item.GetProperty("link").GetString()!["/api/v1/".Length..];
        Assert.Equal(proposal["hash"].GetString(), (await (await house.As("HG", "finance")).AskLedger(link)).Is(200)["hash"].GetString());
        (await (await house.As("HG", "finance", "HG-finance-1")).PostToLedger($"{link}/consents", new { hash = proposal["hash"].GetString() })).Is(201);
        Assert.Equal(("", "proposals-to-decide  adjustment"), (await Told("HG", 2, "PROPOSED"), await Told("HETS", 2, "PROPOSED")));
        (await (await house.As("HETS", "finance", "HETS-finance-2")).PostToLedger($"{link}/refusals", new { reason = "Non" })).Is(201);
        Assert.Equal("", await Told("HETS", 2, "PROPOSED"));
    }

    [Fact]
    public async Task A_netting_waits_for_each_institution_and_shows_it_its_own_share()
    {
        await house.Start(HourExchange.Ledger.LedgerService.Host);
        var settlements = new[] { await GivenSettlement.Owed(house, "N-A", "N-B", 10), await GivenSettlement.Owed(house, "N-B", "N-A", 4) };
        var netting = (await (await house.As("N-A", "finance", "N-A-finance-1")).PostToLedger("nettings", new { settlements })).Is(201);
        Assert.Equal(
            ("payments-to-make 2014-2015 10.00 CHF", "nettings-to-decide  -6.00 CHF, payments-to-make 2014-2015 10.00 CHF", "nettings-to-decide  6.00 CHF, payments-to-make 2014-2015 4.00 CHF"),
            (await Told("N-A", 1), await Told("N-A", 2), await Told("N-B", 1)));
        Assert.Equal("", await Told("N-C", 1));
        (await (await house.As("N-B", "finance", "N-B-finance-1")).PostToLedger($"nettings/{netting["id"].GetString()}/consents", new { hash = netting["hash"].GetString() })).Is(201);
        Assert.Equal("nettings-to-decide  -6.00 CHF, payments-to-make 2014-2015 10.00 CHF", await Told("N-A", 2));
        (await (await house.As("N-A", "finance", "N-A-finance-2")).PostToLedger($"nettings/{netting["id"].GetString()}/consents", new { hash = netting["hash"].GetString() })).Is(201);
        // One payment stands for both settlements, until it is made.
        Assert.Equal(("payments-to-make  6.00 CHF", ""), (await Told("N-A", 1), await Told("N-B", 1)));
        (await (await house.As("N-A", "finance", "N-A-finance-1")).PostToLedger($"nettings/{netting["id"].GetString()}/payments/1", new { paidOn = "2015-10-01", reference = "N-1" })).Is(200);
        Assert.Equal("", await Told("N-A", 1));
    }

    [Fact]
    public async Task A_comparison_waits_for_each_side_until_it_has_spoken_and_for_both_where_they_differ()
    {
        await GivenList.Book(house, "COMPARED", Given.Row("C-1"), Given.Row("C-2", "02.10.2014", nature: "td"));
        var list = GivenList.Rows("C-1;01.10.2014;HG;HETS;formation-de-base;cours;90", "C-9;20.10.2014;HG;HETS;formation-de-base;td;30");
        await Compare(GivenList.Rows("X-1;05.10.2014;HG;HETS;formation-de-base;cours;1"));
        // The later one of the same side takes the place of the one before.
        var id = await Compare(list);
        Assert.Equal(("reconciliations-to-answer 2014-2015 HG 3", "reconciliations-to-answer 2014-2015 HETS 3"), (await Told("HETS", 1, "COMPARED"), await Told("HG", 1, "COMPARED")));
        foreach (var position in new[] { 1, 2, 3 })
        {
            await Say("HETS", id, position, "book-stands");
        }

        Assert.Equal(("", "reconciliations-to-answer 2014-2015 HETS 3"), (await Told("HETS", 1, "COMPARED"), await Told("HG", 1, "COMPARED")));
        await Say("HG", id, 1, "book-stands");
        await Say("HG", id, 2, "list-stands");
        Assert.Equal(("reconciliations-to-answer 2014-2015 HG 1", "reconciliations-to-answer 2014-2015 HETS 2"), (await Told("HETS", 1, "COMPARED"), await Told("HG", 1, "COMPARED")));
        await Say("HETS", id, 2, "list-stands");
        // What both want in the book waits to be registered.
        Assert.Equal(
            ("lines-to-register 2014-2015 C-9", "reconciliations-to-answer 2014-2015 HETS 1, lines-to-register 2014-2015 C-9"), (await Told("HETS", 1, "COMPARED"), await Told("HG", 1, "COMPARED", "auditor")));

        async Task<string> Compare(byte[] rows) => (await (await house.As("HETS", "finance")).PostRawToLedger(
            "books/COMPARED/reconciliations?year=2014-2015&counterpart=HG", rows)).Is(201)["id"].GetString()!;
    }

    [Fact]
    public async Task A_line_that_both_sides_want_corrected_waits_until_it_is_or_the_year_is_compared_anew()
    {
        await GivenList.Book(house, "TO-CORRECT", Given.Row("C-1"), Given.Row("C-2", "02.10.2014", nature: "td"));
        var list = GivenList.Rows("C-1;01.10.2014;HG;HETS;formation-de-base;cours;60", "C-2;02.10.2014;HG;HETS;formation-de-base;td;30");
        var id = (await (await house.As("HETS", "finance")).PostRawToLedger("books/TO-CORRECT/reconciliations?year=2014-2015&counterpart=HG", list)).Is(201)["id"].GetString()!;
        var items = (await (await house.As("HETS", "finance")).AskLedger($"reconciliations/{id}?finding=different")).Is(200)["items"].EnumerateArray().ToList();
        var different = items.Select(item => (Position: item.GetProperty("position").GetInt32(), Line: item.GetProperty("book").GetProperty("line").GetString()!)).First();
        await Say("HETS", id, different.Position, "line-to-correct");
        Assert.DoesNotContain("lines-to-correct", await Told("HG", 1, "TO-CORRECT", "registrar"), StringComparison.Ordinal);
        await Say("HG", id, different.Position, "line-to-correct");
        var told = (await Items("HG", 1, "registrar", "TO-CORRECT")).Single(item => item.GetProperty("id").GetString() == different.Line);
        Assert.Equal($"/api/v1/interventions/{different.Line}", told.GetProperty("link").GetString());
        Assert.Contains("lines-to-correct 2014-2015 C-1", await Told("HETS", 1, "TO-CORRECT", "registrar"), StringComparison.Ordinal);
        // Each may change its mind until it is done.
        await Say("HG", id, different.Position, "book-stands");
        Assert.DoesNotContain("lines-to-correct", await Told("HETS", 1, "TO-CORRECT", "registrar"), StringComparison.Ordinal);
        // That the list is right says the same of the line: it does not stand as it is.
        await Say("HG", id, different.Position, "list-stands");
        Assert.DoesNotContain("lines-to-correct", await Told("HETS", 1, "TO-CORRECT", "registrar"), StringComparison.Ordinal);
        await Say("HETS", id, different.Position, "list-stands");
        Assert.Contains("lines-to-correct", await Told("HETS", 1, "TO-CORRECT", "registrar"), StringComparison.Ordinal);
        Assert.Equal(1, (await (await house.As("HG", "finance")).AskLedger($"reconciliations/{id}?limit=1")).Is(200)["reconciliation"].GetProperty("toCorrect").GetInt32());

        (await (await house.As("HETS", "registrar")).Act($"interventions/{different.Line}/corrections", new { reason = "Comme la liste", changes = new { quantity = 1 } })).Is(200);
        Assert.Contains("lines-to-correct", await Told("HETS", 1, "TO-CORRECT", "registrar"), StringComparison.Ordinal);
        await TurningKeys.Line(house, $"interventions/{different.Line}");
        await Eventually.Holds("the posting that was compared is reversed", async () => !(await Told("HETS", 1, "TO-CORRECT", "registrar")).Contains("lines-to-correct", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_that_the_list_alone_has_and_both_want_waits_until_the_book_has_it()
    {
        await GivenList.Book(house, "TO-REGISTER", Given.Row("C-1", quantity: "1"));
        // Two alike without a reference: each waits for a posting of its own. One that both sides let lie does not wait.
        var list = GivenList.Rows(
            "C-1;01.10.2014;HG;HETS;formation-de-base;cours;90", ";20.10.2014;HG;HETS;formation-de-base;cours;90", ";20.10.2014;HG;HETS;formation-de-base;cours;90",
            "Z-1;25.10.2014;HG;HETS;formation-de-base;cours;15");
        var id = (await (await house.As("HETS", "finance")).PostRawToLedger("books/TO-REGISTER/reconciliations?year=2014-2015&counterpart=HG", list)).Is(201)["id"].GetString()!;
        Assert.Equal((3, 0), await Standing());
        var positions = (await Read("finding=missing-here"))["items"].EnumerateArray().Select(item => item.GetProperty("position").GetInt32()).ToList();
        foreach (var institution in new[] { "HETS", "HG" })
        {
            Assert.DoesNotContain("lines-to-register", await Told("HG", 1, "TO-REGISTER", "registrar"), StringComparison.Ordinal);
            await Say(institution, id, positions[0], "list-stands");
            await Say(institution, id, positions[1], "list-stands");
            await Say(institution, id, positions[2], "book-stands");
        }

        Assert.Equal((0, 2), await Standing());
        var told = (await Items("HETS", 1, "registrar", "TO-REGISTER")).Where(item => item.GetProperty("position").ValueKind == JsonValueKind.Number).ToList();
        Assert.Equal(positions[..2], told.Select(item => item.GetProperty("position").GetInt32()));
        Assert.All(told, item => Assert.Equal($"/api/v1/reconciliations/{id}", item.GetProperty("link").GetString()));
        Assert.Equal(["HG 1 4 90 285"], (await Read("limit=1"))["sums"].EnumerateArray().Select(sum => string.Join(' ', sum.EnumerateObject().Select(field => field.Value.ToString()))));

        // Somebody registers one, two days from the list's.
        await GivenList.Post(house, Given.Confirmed(book: "TO-REGISTER", day: 22), Given.Confirmed(book: "TO-REGISTER", credited: 60, day: 20));
        Assert.Equal((0, 1), await Standing());
        await GivenList.Post(house, Given.Confirmed(book: "TO-REGISTER", day: 20));
        Assert.Equal((0, 0), await Standing());
        Assert.DoesNotContain("lines-to-register", await Told("HG", 1, "TO-REGISTER", "registrar"), StringComparison.Ordinal);

        async Task<Reply> Read(string query) => (await (await house.As("HETS", "finance")).AskLedger($"reconciliations/{id}?{query}")).Is(200);

        async Task<(int Unsaid, int ToRegister)> Standing() => await Read("finding=missing-here") is var read
            ? (read["unsaid"].GetInt32(), read["reconciliation"].GetProperty("toRegister").GetInt32()) : default;
    }

    [Fact]
    public async Task Every_kind_is_named_and_the_operator_has_no_business_data()
    {
        var none = (await (await house.ClientsOf("ISSM", "finance")).Ledger.GetWaitingAsync()).Is(200);
        Assert.Equal("finance", none.Role);
        Assert.Equal(
            ["proposals-to-decide 0 0", "years-to-draft 0 0", "statements-to-sign 0 0", "years-to-close 0 0", "roots-to-countersign 0 0", "nettings-to-decide 0 0", "payments-to-make 0 0", "reconciliations-to-answer 0 0", "lines-to-correct 0 0",
                "lines-to-register 0 0"],
            none.Waiting.Select(kind => $"{kind.Kind} {kind.Count} {kind.Items.Count}"));
        (await (await house.As("*", "operator")).AskLedger("books/waiting")).IsProblem(403, "role-missing");
        (await (await house.As("HETS", "admin")).AskLedger("books/waiting")).IsProblem(403, "role-missing");
    }

    private async Task Say(string institution, string reconciliation, int position, string outcome) =>
        (await (await house.As(institution, "finance")).PostToLedger($"reconciliations/{reconciliation}/items/{position}/outcomes", new { outcome })).Is(201);

    private async Task<List<JsonElement>> Items(string institution, int person, string role = "finance", string? book = null) =>
        [.. (await Ask(institution, person, role))["waiting"].EnumerateArray().SelectMany(kind => kind.GetProperty("items").EnumerateArray())
            .Where(item => book is null || item.GetProperty("book").GetString() == book)];

    private async Task<Reply> Ask(string institution, int person, string role) =>
        (await (await house.As(institution, role, $"{institution}-finance-{person}")).AskLedger("books/waiting")).Is(200);

    /// <summary>What waits in a book, as <c>kind year subject differences</c>; without one, whatever waits. But for years to be drafted: one of each book always is.</summary>
    private async Task<string> Told(string institution, int person, string? book = null, string role = "finance") => string.Join(", ",
        from kind in (await Ask(institution, person, role))["waiting"].EnumerateArray()
        from item in kind.GetProperty("items").EnumerateArray()
        where (book is null || item.GetProperty("book").GetString() == book) && kind.GetProperty("kind").GetString() != "years-to-draft"
        select $"{kind.GetProperty("kind").GetString()} {item.GetProperty("year").GetString()} {item.GetProperty("subject").GetString()} {item.GetProperty("differences")}".TrimEnd());
}
