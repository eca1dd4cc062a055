using System.Text.Json;
using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Ledger;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Plumbing.Sheets;
using Npgsql;

namespace HourExchange.Tests.Ledger.Reconciling;

[Trait("needs", "servers")]
public sealed class ReconciliationTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    private static readonly byte[] PartnerList = GivenList.Rows(
        "r 1;02.10.2014;HG;HETS;formation-de-base;cours;180",
        ";02.10.2014;HG;HETS;formation-de-base;td;90",
        "R-3;03.10.2014;HETS;HG;promotion;td;45",
        "X-9;10.10.2014;HG;HETS;recherche;td;30");

    public async ValueTask InitializeAsync()
    {
        await house.Start(LedgerService.Host);
        if (await house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.posting where book = 'HETS-HG'") == 0)
        {
            await GivenList.Book(
                house, "HETS-HG", Given.Row("R-0001", quantity: "2"), Given.Row("R-0002", "02.10.2014", nature: "td"),
                Given.Row("R-0003", "03.10.2014", "HETS", "HG", "promotion", "td", "1"), Given.Row("R-0004", "06.10.2014", nature: "td", quantity: "1"));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Decision 0070: as pages show them, or as people write them.</summary>
    [Fact]
    public async Task Domains_and_natures_are_known_by_their_labels()
    {
        var labels = new TermLabels(
            Domains: new Dictionary<string, IReadOnlyDictionary<string, string>> { ["promotion"] = new Dictionary<string, string> { ["fr"] = "Promotion des métiers" } },
            Natures: new Dictionary<string, IReadOnlyDictionary<string, string>> { ["td"] = new Dictionary<string, string> { ["fr"] = "Travaux dirigés" } });
        await GivenList.Book(house, Given.Agreement("LABELS-1") with { Labels = labels }, Given.Row("R-0001", "03.10.2014", "HETS", "HG", "promotion", "td", "1"));
        var made = (await Compare(GivenList.Rows("R-1;03.10.2014;HETS;HG;PROMOTION DES METIERS;travaux diriges;60"), book: "LABELS-1")).Is(201);
        Assert.Equal((1, 0), (Number(made, "matched"), Number(made, "different")));
    }

    [Fact]
    public async Task A_partner_s_list_is_compared_line_by_line()
    {
        var made = (await Compare(PartnerList)).Is(201);
        Assert.Equal(
            (2, 1, 1, 1, "credited", 4),
            (Number(made, "matched"), Number(made, "different"), Number(made, "missingHere"), Number(made, "missingThere"), made["basis"].GetString(), Number(made, "bookNumber")));

        Assert.Equal(made.Text, (await (await house.As("HETS", "finance")).AskLedger($"reconciliations/{made["id"]}"))["reconciliation"].GetRawText());
        // Who may do nothing with it reads the same.
        Assert.Equal(
            made.Text.Replace("""["say","withdraw"]""", "[]", StringComparison.Ordinal),
            (await (await house.As("HG", "auditor")).AskLedger($"reconciliations/{made["id"]}"))["reconciliation"].GetRawText());

        // The other institution sees the same, and nothing is different for the order of the rows.
        var read = (await (await house.As("HG", "auditor")).AskLedger($"reconciliations/{made["id"]}")).Is(200);
        Assert.Equal(
            [
                "1 different R-0003/R-3 reference -15 0", "2 missing-here /X-9  30 0", "3 missing-there R-0004/  -60 0", "4 matched R-0001/r 1 reference 0 1",
                "5 matched R-0002/ date-and-minutes 0 0",
            ],
            read["items"].EnumerateArray().Select(Told));
        var shuffled = (await Compare(GivenList.Rows([.. System.Text.Encoding.UTF8.GetString(PartnerList).Split("\r\n").Skip(1).Reverse()]))).Is(201);
        Assert.Equal(
            read["items"].EnumerateArray().Select(Told),
            (await (await house.As("HETS", "finance")).AskLedger($"reconciliations/{shuffled["id"]}"))["items"].EnumerateArray().Select(Told));

        var first = (await (await house.As("HG", "finance")).AskLedger($"reconciliations/{made["id"]}?after=1&limit=2"))["items"].EnumerateArray().Select(Told);
        Assert.Equal(["2", "3"], first.Select(item => item[..1]));
        var listed = (await (await house.As("HG", "finance")).AskLedger("books/HETS-HG/reconciliations")).Is(200)["reconciliations"].EnumerateArray();
        Assert.Contains(made["id"].GetString(), listed.Select(reconciliation => reconciliation.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("list.csv", "text/csv")]
    [InlineData("list.csv?dialect=rfc4180", "text/csv")]
    [InlineData("list.xlsx", TableFile.XlsxType)]
    public async Task A_list_taken_out_of_Interventions_matches_the_book_whole(string list, string mediaType)
    {
        var separator = list.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var file = (await (await house.As("HG", "registrar")).Get($"interventions/{list}{separator}agreement=HETS-HG")).Is(200).Bytes;
        var made = (await (await house.As("HG", "finance")).PostRawToLedger("books/HETS-HG/reconciliations?year=2014-2015&counterpart=HETS", file, mediaType)).Is(201);
        Assert.Equal(
            (4, 0, 0, 0, "credited"),
            (Number(made, "matched"), Number(made, "different"), Number(made, "missingHere"), Number(made, "missingThere"), made["basis"].GetString()));
    }

    [Fact]
    public async Task As_a_sheet_every_sum_is_that_of_its_lines_in_each_form_and_both_directions_are_what_the_items_come_to()
    {
        var id = (await Compare(PartnerList)).Is(201)["id"];
        await (await house.As("HG", "finance")).PostToLedger($"reconciliations/{id}/items/1/outcomes", new { outcome = "list-stands" });
        var reader = await house.As("HETS", "management");
        var items = (await reader.AskLedger($"reconciliations/{id}")).Is(200)["items"].EnumerateArray().ToList();
        foreach (var (form, language) in new[] { ("html", "fr-CH"), ("html", "de-CH"), ("xlsx", "en") })
        {
            var file = (await reader.AskLedger($"reconciliations/{id}?format={form}&language={language}")).Is(200).Bytes;
            Assert.NotEqual(0, form == "html" ? PrintedSums.OfPage(file) : PrintedSums.OfWorkbook(file));
        }

        var directions = PrintedSums.RowsOfCsv((await reader.AskLedger($"reconciliations/{id}?format=csv&dialect=rfc4180")).Is(200).Text);
        Assert.Equal(["HETS donne", "HG donne"], directions.Select(row => row["direction"]));
        foreach (var (lender, row) in new[] { "HETS", "HG" }.Zip(directions))
        {
            long Minutes(string side) => items.Where(item => Lender(item) == lender && item.GetProperty(side).ValueKind == JsonValueKind.Object)
                .Sum(item => item.GetProperty(side).GetProperty("minutes").GetInt64());
            var totals = PrintedSums.OfCsv((await reader.AskLedger($"reconciliations/{id}?format=csv&dialect=rfc4180&table=lines-{lender}")).Is(200).Text);
            Assert.Equal((Minutes("book"), Minutes("list"), Minutes("list") - Minutes("book")), ((long)totals["bookMinutes"], (long)totals["listMinutes"], (long)totals["apartMinutes"]));
            Assert.Equal((totals["bookMinutes"], totals["listMinutes"]), (decimal.Parse(row["bookMinutes"], System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(row["listMinutes"], System.Globalization.CultureInfo.InvariantCulture)));
        }

        (await reader.AskLedger($"reconciliations/{id}?format=pdf")).IsProblem(406, "format-not-offered");
        (await reader.AskLedger($"reconciliations/{id}?format=csv&table=nothing")).IsProblem(404, "table-not-found");
        (await (await house.As("ISSM", "finance")).AskLedger($"reconciliations/{id}?format=html")).IsProblem(404, "reconciliation-not-found");

        static string Lender(JsonElement item) =>
            (item.GetProperty("book") is { ValueKind: JsonValueKind.Object } book ? book : item.GetProperty("list")).GetProperty("lendingInstitution").GetString()!;
    }

    [Fact]
    public async Task What_is_printed_adds_up_and_names_every_line_once()
    {
        var id = (await Compare(PartnerList)).Is(201)["id"];
        await (await house.As("HG", "finance")).PostToLedger($"reconciliations/{id}/items/1/outcomes", new { outcome = "list-stands", note = "Vu\nle registre" });
        var reply = (await (await house.As("HETS", "management")).AskLedger($"reconciliations/{id}.txt")).Is(200);
        Assert.Equal("text/plain", reply.MediaType);
        Assert.Contains("HG, 20", reply.Text, StringComparison.Ordinal);
        Assert.Contains(" : la liste fait foi : Vu le registre\n", reply.Text, StringComparison.Ordinal);
        Assert.Contains("\nÀ CORRIGER\n", reply.Text, StringComparison.Ordinal);
        Assert.Matches(@"1  2014-10-03  HETS +R-3 +promotion +td +1:00 +0:45 +-0:15  écriture \d ; rang 4\n", reply.Text);

        var (positions, section, all) = (new List<int>(), new Dictionary<string, (int Book, int List)>(), new Dictionary<string, (int Book, int List)>());
        foreach (var line in reply.Text.Split('\n').Where(line => line.Length >= 131))
        {
            var (lender, book, list, apart) = (line[20..32].Trim(), Minutes(line[100..109]), Minutes(line[111..120]), Minutes(line[122..131]));
            if (int.TryParse(line[..6], out var position))
            {
                positions.Add(position);
                Add(section, lender, book, list);
                Add(all, lender, book, list);
            }
            else if (line[8..18].Trim() == "total")
            {
                Assert.True((section.Count > 0 ? section : all).Remove(lender, out var sum));
                Assert.Equal(sum, (book, list));
            }

            Assert.Equal(apart, list - book);
        }

        Assert.Equal([1, 2, 3, 4, 5], positions);
        Assert.Empty(section);
        Assert.Empty(all);
    }

    [Fact]
    public async Task Both_sides_say_what_becomes_of_a_difference_and_the_latest_word_counts()
    {
        var id = (await Compare(PartnerList)).Is(201)["id"];
        var (hets, hg) = (await house.As("HETS", "finance"), await house.As("HG", "finance"));
        var path = $"reconciliations/{id}/items/1/outcomes";
        Assert.Equal(JsonValueKind.Null, (await hets.PostToLedger(path, new { outcome = "list-stands", note = "Durée réelle 0:45" })).Is(201)["agreed"].ValueKind);
        Assert.Equal(JsonValueKind.Null, (await hg.PostToLedger(path, new { outcome = "book-stands" })).Is(201)["agreed"].ValueKind);
        Assert.Equal("list-stands", (await hg.PostToLedger(path, new { outcome = "list-stands" })).Is(201)["agreed"].GetString());
        var read = (await hg.AskLedger($"reconciliations/{id}")).Is(200);
        Assert.Equal(1, read["agreed"].GetInt32());
        Assert.Equal(
            ["HETS list-stands True", "HG book-stands False", "HG list-stands True"],
            read["items"][0].GetProperty("outcomes").EnumerateArray().Select(outcome =>
                $"{outcome.GetProperty("institution").GetString()} {outcome.GetProperty("outcome").GetString()} {outcome.GetProperty("stands").GetBoolean()}"));
        Assert.Contains("d'accord : la liste fait foi", (await hg.AskLedger($"reconciliations/{id}.txt")).Text, StringComparison.Ordinal);

        // One side alone, however often it says so, agrees with nobody.
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal(JsonValueKind.Null, (await hets.PostToLedger($"reconciliations/{id}/items/2/outcomes", new { outcome = "no-action" })).Is(201)["agreed"].ValueKind);
        }

        (await hg.PostToLedger(path, new { outcome = "whatever" })).IsProblem(422, "outcome-unknown");
        (await hg.PostToLedger(path, new { outcome = "no-action", note = new string('x', 501) })).IsProblem(422, "note-invalid");
        (await hg.PostToLedger($"reconciliations/{id}/items/4/outcomes", new { outcome = "no-action" })).IsProblem(422, "item-matched");
        (await hg.PostToLedger($"reconciliations/{id}/items/99/outcomes", new { outcome = "no-action" })).IsProblem(404, "item-not-found");
        (await (await house.As("HG", "registrar")).PostToLedger(path, new { outcome = "no-action" })).IsProblem(403, "role-missing");
    }

    [Fact]
    public async Task What_is_not_settled_is_answered_at_once_of_one_finding_or_as_the_other_side_says()
    {
        var id = (await Compare(PartnerList)).Is(201)["id"];
        var (hets, hg) = (await house.As("HETS", "finance"), await house.As("HG", "finance"));
        var path = $"reconciliations/{id}/outcomes";
        async Task<(int, int)> Say(Institution who, object what) => (await who.PostToLedger(path, what)).Is(200) is var said ? (Number(said, "given"), Number(said, "agreed")) : default;
        async Task<(int, string)> Found(string asked) => (await hg.AskLedger($"reconciliations/{id}?{asked}")).Is(200) is var read
            ? (Number(read, "found"), string.Join(' ', read["items"].EnumerateArray().Select(item => $"{item.GetProperty("position")} {item.GetProperty("agreed").GetString()}".TrimEnd()))) : default;

        Assert.Equal((0, 0), await Say(hg, new { outcome = "as-counterpart" }));
        await hets.PostToLedger($"reconciliations/{id}/items/1/outcomes", new { outcome = "list-stands" });
        Assert.Equal((1, 0), await Say(hets, new { outcome = "no-action", finding = "missing-here", note = "Vu" }));
        Assert.Equal((2, 2), await Say(hg, new { outcome = "as-counterpart" }));
        Assert.Equal((1, "3"), await Found("settled=false"));
        Assert.Equal((2, "1 list-stands 2 no-action"), await Found("settled=true"));
        Assert.Equal((2, "2 no-action"), await Found("settled=true&after=1"));
        Assert.Equal((0, ""), await Found("settled=true&finding=missing-there"));
        Assert.Equal((2, "4 5"), await Found("finding=matched"));
        Assert.Equal((5, "1 list-stands"), await Found("limit=1"));

        // What both have settled stays as it is; what is said already is not said twice.
        Assert.Equal((1, 2), await Say(hets, new { outcome = "book-stands" }));
        Assert.Equal((0, 2), await Say(hets, new { outcome = "book-stands" }));
        Assert.Equal((1, 3), await Say(hg, new { outcome = "book-stands" }));

        // A word of one's own stays where the other side says another.
        await hg.PostToLedger($"reconciliations/{id}/items/3/outcomes", new { outcome = "no-action" });
        Assert.Equal((0, 2), await Say(hg, new { outcome = "as-counterpart" }));
        await hg.PostToLedger($"reconciliations/{id}/items/3/outcomes", new { outcome = "book-stands" });
        Assert.Equal((0, ""), await Found("settled=false"));
        Assert.Contains("Vu", (await hg.AskLedger($"reconciliations/{id}?after=1&limit=1")).Text, StringComparison.Ordinal);

        (await hg.PostToLedger(path, new { outcome = "whatever" })).IsProblem(422, "outcome-unknown");
        (await hg.PostToLedger(path, new { outcome = "no-action", finding = "matched" })).IsProblem(422, "finding-unknown");
        (await hg.PostToLedger(path, new { outcome = "no-action", note = new string('x', 501) })).IsProblem(422, "note-invalid");
        (await hg.AskLedger($"reconciliations/{id}?finding=other")).IsProblem(422, "finding-unknown");
        (await (await house.As("HG", "registrar")).PostToLedger(path, new { outcome = "no-action" })).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "finance")).PostToLedger(path, new { outcome = "no-action" })).IsProblem(404, "reconciliation-not-found");
    }

    [Fact]
    public async Task Nobody_but_the_two_institutions_sees_it_other_parties_of_the_book_included()
    {
        await HeardAgreement.In(house, "TRIO", "HETS", "HG", "ISSM");
        await GivenList.Post(house, Given.Confirmed(book: "TRIO") with { Parties = ["HETS", "HG", "ISSM"] });
        var id = (await Compare(GivenList.Rows("A;01.10.2014;HG;HETS;promotion;td;90"), book: "TRIO")).Is(201)["id"];
        var third = await house.As("ISSM", "finance");
        (await third.AskLedger("books/TRIO/balance?asOf=2015-01-01")).Is(200);
        Assert.Equal(0, (await third.AskLedger("books/TRIO/reconciliations")).Is(200)["reconciliations"].GetArrayLength());
        foreach (var stranger in new[] { third, await house.As("CG68", "finance") })
        {
            (await stranger.AskLedger($"reconciliations/{id}")).IsProblem(404, "reconciliation-not-found");
            (await stranger.AskLedger($"reconciliations/{id}.txt")).IsProblem(404, "reconciliation-not-found");
            (await stranger.PostToLedger($"reconciliations/{id}/items/1/outcomes", new { outcome = "no-action" })).IsProblem(404, "reconciliation-not-found");
        }

        (await (await house.As("CG68", "finance")).AskLedger("books/TRIO/reconciliations")).IsProblem(404, "book-not-found");
        (await (await house.As("CG68", "finance")).PostRawToLedger("books/TRIO/reconciliations?year=2014-2015&counterpart=HG", PartnerList)).IsProblem(404, "book-not-found");
        (await (await house.As("HETS", "auditor")).PostRawToLedger("books/TRIO/reconciliations?year=2014-2015&counterpart=HG", PartnerList)).IsProblem(403, "role-missing");
    }

    [Fact]
    public async Task The_comparisons_of_a_book_come_page_by_page_the_latest_first()
    {
        await HeardAgreement.In(house, "PAGES");
        await GivenList.Post(house, Given.Confirmed(book: "PAGES"));
        var made = new List<string?>();
        for (var times = 0; times < 51; times++)
        {
            made.Add((await Compare(GivenList.Rows("A;01.10.2014;HG;HETS;promotion;td;90"), book: "PAGES")).Is(201)["id"].GetString());
        }

        var auditor = await house.As("HG", "auditor");
        var first = (await auditor.AskLedger("books/PAGES/reconciliations")).Is(200);
        var second = (await auditor.AskLedger($"books/PAGES/reconciliations?before={first["next"].GetString()}")).Is(200);
        Assert.Equal((50, 1, JsonValueKind.Null), (first["reconciliations"].GetArrayLength(), second["reconciliations"].GetArrayLength(), second["next"].ValueKind));
        Assert.Equal(
            made.Order(StringComparer.Ordinal).Reverse(),
            first["reconciliations"].EnumerateArray().Concat(second["reconciliations"].EnumerateArray()).Select(reconciliation => reconciliation.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_file_of_another_agreement_is_refused_whole_with_every_bad_row()
    {
        var before = await Stored();
        const string header = GivenList.Header + ";Convention";
        var refused = (await Compare(GivenList.Csv(
            header, "A;01.10.2014;HG;HETS;promotion;td;90;HETS-HG", "B;01.10.2014;ISSM;HETS;promotion;td;90;", "C;01.10.2014;HG;HETS;promotion;td;90;ISSM-CG68",
            "D;31.02.2015;HG;HETS;promotion;td;1,5;", "E;01.10.2014;HG;HG;promotion;;90;"))).IsProblem(422, "list-of-another-agreement");
        Assert.Equal(
            [
                "3 Institution d'origine institution-of-others", "4 Convention agreement-other", "5 Date date-invalid", "5 Minutes créditées minutes-invalid",
                "6 Institution d'accueil institutions-equal", "6 Nature cell-empty",
            ],
            refused["rejected"].EnumerateArray().Select(row => $"{row.GetProperty("row")} {row.GetProperty("column").GetString()} {row.GetProperty("code").GetString()}"));
        (await Compare(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "issm-cg68-2010-2011.csv")))).IsProblem(422, "list-of-another-agreement");
        (await Compare(GivenList.Rows("D;31.02.2015;HG;HETS;promotion;td;90"))).IsProblem(422, "list-rejected");
        Assert.Equal(before, await Stored());
    }

    [Fact]
    public async Task What_is_no_list_or_names_no_year_and_no_partner_is_told_so()
    {
        (await Compare([])).IsProblem(422, "file-empty");
        (await Compare(GivenList.Csv("Référence;Date;Institution d'origine;Institution d'accueil;Domaine;Nature", "A;01.10.2014;HG;HETS;promotion;td"))).IsProblem(422, "header-missing");
        (await Compare(new byte[21 * 1024 * 1024])).IsProblem(413, "body-too-large");
        foreach (var year in new[] { "2014", "0000-0001", "2010-2011" })
        {
            (await Compare(PartnerList, year)).IsProblem(422, "year-invalid");
        }

        foreach (var year in new[] { "2014-2016", "2014-2015 " })
        {
            (await Compare(PartnerList, year)).IsProblem(400, "request-invalid");
        }

        await GivenList.Post(house, Given.Confirmed(book: "UNHEARD"));
        (await Compare(PartnerList, book: "UNHEARD")).IsProblem(409, "terms-unknown");
        (await Compare(PartnerList, counterpart: "HETS")).IsProblem(422, "counterpart-invalid");
        (await Compare(PartnerList, counterpart: "ISSM")).IsProblem(422, "counterpart-invalid");
        (await Compare(PartnerList, book: "NONE")).IsProblem(404, "book-not-found");
        foreach (var (quantity, unit, code) in new[] { ("1,5", "jour", "unit-unknown"), ("0,01", "heure", "minutes-invalid"), ("25", "heure", "minutes-invalid"), ("79000000000000000000000000000", "heure", "minutes-invalid") })
        {
            var refused = (await Compare(Given.Csv(Given.Row(quantity: quantity, unit: unit)))).IsProblem(422, "list-rejected");
            Assert.Equal(code, refused["rejected"][0].GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task A_line_that_was_reversed_is_no_line_of_the_book_and_the_next_year_has_lines_of_its_own()
    {
        var line = Given.Confirmed(book: "REVERSED");
        await HeardAgreement.In(house, "REVERSED");
        await GivenList.Post(house, line, Given.Confirmed(line.Line, "REVERSED", 2, 60), Given.Confirmed(book: "REVERSED", day: 2));
        await GivenList.Post(house, Given.Confirmed(book: "REVERSED", day: 3) with { Line = line.Line, PostingRevision = 3, TakesBack = true });
        var made = (await Compare(GivenList.Rows("HG-1;01.10.2014;HG;HETS;promotion;td;60"), book: "REVERSED")).Is(201);
        Assert.Equal((0, 0, 1, 1), (Number(made, "matched"), Number(made, "different"), Number(made, "missingHere"), Number(made, "missingThere")));
        var other = (await Compare(GivenList.Rows("HG-2;02.10.2014;HG;HETS;promotion;td;90"), "2015-2016", book: "REVERSED")).Is(201);
        Assert.Equal((0, 1, 0), (Number(other, "matched"), Number(other, "missingHere"), Number(other, "missingThere")));
    }

    [Fact]
    public async Task A_line_that_was_posted_late_is_compared_in_the_year_of_its_date_and_in_the_one_it_was_posted_to()
    {
        await GivenList.Book(house, "LATE", Given.Row("L-1"));
        await house.Execute(LedgerService.Host, """
            insert into ledger.posting select (jsonb_populate_record(posting, jsonb_build_object('number', 2, 'line', gen_random_uuid(), 'year', '2015-2016'))).*
            from ledger.posting where book = 'LATE' and number = 1;
            update ledger.book set last_number = 2 where ref = 'LATE'
            """);
        var rows = GivenList.Rows("L-1;01.10.2014;HG;HETS;formation-de-base;cours;135", "L-1;01.10.2014;HG;HETS;formation-de-base;cours;135");
        Assert.Equal(2, Number((await Compare(rows, book: "LATE")).Is(201), "matched"));
        var next = (await Compare(rows, "2015-2016", book: "LATE")).Is(201);
        Assert.Equal((1, 1), (Number(next, "matched"), Number(next, "missingHere")));
        Assert.Contains(
            "passée en 2015-2016", (await (await house.As("HG", "finance")).AskLedger($"reconciliations/{(await Compare(rows, book: "LATE"))["id"]}.txt")).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2;heure", "matched", null)]
    [InlineData("4;heure", "different", 240)]
    [InlineData("2;semestre", "matched", null)]
    [InlineData("deux;heure", "matched", null)]
    public async Task A_list_whose_duration_contradicts_its_credited_minutes_is_a_difference(string quantity, string finding, int? taught)
    {
        var book = $"LASTED-{quantity.Replace(';', '-')}";
        await GivenList.Book(house, book, Given.Row("C-1", quantity: "2"));
        var list = GivenList.Csv(
            "Référence;Date;Institution d'origine;Institution d'accueil;Domaine;Nature;Quantité;Unité;Minutes créditées", $"C-1;01.10.2014;HG;HETS;formation-de-base;cours;{quantity};180");
        var made = (await Compare(list, book: book)).Is(201);
        Assert.Equal(1, Number(made, finding));
        var reply = (await (await house.As("HG", "finance")).AskLedger($"reconciliations/{made["id"].GetString()}")).Is(200);
        var item = reply["items"].EnumerateArray().Single();
        Assert.Equal(taught is not null, item.GetProperty("taughtDiffers").GetBoolean());
        Assert.Equal(120, item.GetProperty("book").GetProperty("taughtMinutes").GetInt32());
        if (taught is { } said)
        {
            Assert.Equal(said, item.GetProperty("list").GetProperty("taughtMinutes").GetInt32());
            Assert.Contains("durée 2:00 → 4:00", (await (await house.As("HG", "finance")).AskLedger($"reconciliations/{made["id"].GetString()}.txt")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_comparison_is_taken_back_by_its_sender_until_the_other_side_has_spoken()
    {
        await GivenList.Book(house, "TAKEN-BACK", Given.Row("T-1"));
        var list = GivenList.Rows("T-1;01.10.2014;HG;HETS;formation-de-base;cours;60");
        var (sender, other) = (await house.As("HETS", "finance"), await house.As("HG", "finance"));
        var wrong = (await Compare(list, book: "TAKEN-BACK")).Is(201)["id"].GetString();
        Assert.Equal(("say withdraw", "say", ""), (await Acts("HETS"), await Acts("HG"), await Acts("HETS", "auditor")));
        Assert.Contains(wrong!, (await other.AskLedger("books/waiting")).Text, StringComparison.Ordinal);
        (await other.PostToLedger($"reconciliations/{wrong}/withdrawal", new { })).IsProblem(403, "reconciliation-of-others");
        (await (await house.As("ISSM", "finance")).PostToLedger($"reconciliations/{wrong}/withdrawal", new { })).IsProblem(404, "reconciliation-not-found");
        Assert.NotNull((await sender.PostToLedger($"reconciliations/{wrong}/withdrawal", new { })).Is(200)["withdrawnAt"].GetString());
        Assert.Equal(("", ""), (await Acts("HETS"), await Acts("HG")));
        Assert.DoesNotContain(wrong!, (await other.AskLedger("books/waiting")).Text, StringComparison.Ordinal);
        (await sender.PostToLedger($"reconciliations/{wrong}/withdrawal", new { })).IsProblem(409, "reconciliation-withdrawn");
        (await other.PostToLedger($"reconciliations/{wrong}/items/1/outcomes", new { outcome = "book-stands" })).IsProblem(409, "reconciliation-withdrawn");
        (await other.PostToLedger($"reconciliations/{wrong}/outcomes", new { outcome = "book-stands" })).IsProblem(409, "reconciliation-withdrawn");
        Assert.Contains(">Retir", (await sender.AskLedger($"reconciliations/{wrong}?format=html&language=fr")).Is(200).Text, StringComparison.Ordinal);

        var right = (await Compare(list, book: "TAKEN-BACK")).Is(201)["id"].GetString();
        (await other.PostToLedger($"reconciliations/{right}/items/1/outcomes", new { outcome = "book-stands" })).Is(201);
        (await sender.PostToLedger($"reconciliations/{right}/withdrawal", new { })).IsProblem(409, "reconciliation-answered");

        async Task<string> Acts(string institution, string role = "finance") => string.Join(' ',
            (await (await house.As(institution, role)).AskLedger($"reconciliations/{wrong}")).Is(200)["reconciliation"].GetProperty("acts").EnumerateArray().Select(act => act.GetString()));
    }

    [Fact]
    public async Task An_answer_and_a_withdrawal_at_the_same_instant_are_never_both_kept()
    {
        await GivenList.Book(house, "AT-ONCE", Given.Row("A-1"));
        var list = GivenList.Rows("A-1;01.10.2014;HG;HETS;formation-de-base;cours;60");
        var (sender, other) = (await house.As("HETS", "finance"), await house.As("HG", "finance"));
        for (var round = 0; round < 20; round++)
        {
            var id = (await Compare(list, book: "AT-ONCE")).Is(201)["id"].GetString();
            var both = await Task.WhenAll(
                sender.PostToLedger($"reconciliations/{id}/withdrawal", new { }),
                round % 2 == 0 ? other.PostToLedger($"reconciliations/{id}/items/1/outcomes", new { outcome = "book-stands" }) : other.PostToLedger($"reconciliations/{id}/outcomes", new { outcome = "book-stands" }));
            Assert.Single(both, reply => reply.Status == 409);
        }
    }

    [Theory]
    [InlineData("update ledger.reconciliation_withdrawal set subject = 'x'")]
    [InlineData("update ledger.reconciliation set year = '2015-2016'")]
    [InlineData("delete from ledger.reconciliation_item")]
    [InlineData("update ledger.reconciliation_item set list_minutes = 1")]
    [InlineData("update ledger.reconciliation_outcome set outcome = 'no-action'")]
    [InlineData("delete from ledger.reconciliation_outcome")]
    [InlineData("truncate ledger.reconciliation_outcome")]
    [InlineData("truncate ledger.reconciliation cascade")]
    public async Task Nothing_of_it_is_ever_changed(string sql)
    {
        await using var connection = await house.Database(LedgerService.Host).OpenConnectionAsync();
        var service = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, service.SqlState);
        var owner = await Assert.ThrowsAsync<PostgresException>(() => house.Execute(LedgerService.Host, sql));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, owner.SqlState);
    }

    private async Task<Reply> Compare(byte[] file, string year = "2014-2015", string counterpart = "HG", string book = "HETS-HG") =>
        await (await house.As("HETS", "finance")).PostRawToLedger($"books/{book}/reconciliations?year={year}&counterpart={counterpart}", file);

    private Task<long> Stored() => house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.reconciliation");

    private static int Number(Reply reply, string field) => reply[field].GetInt32();

    private static string Told(JsonElement item)
    {
        string Reference(string side, string field) =>
            item.GetProperty(side) is { ValueKind: JsonValueKind.Object } there ? there.GetProperty(field).GetString() ?? "" : "";
        return $"{item.GetProperty("position")} {item.GetProperty("finding").GetString()} {Reference("book", "receivingReference")}{Reference("book", "lendingReference")}"
            + $"/{Reference("list", "reference")} {item.GetProperty("foundBy").GetString()} {item.GetProperty("minutesApart")} {item.GetProperty("daysApart")}";
    }

    private static void Add(Dictionary<string, (int Book, int List)> sums, string lender, int book, int list)
    {
        var (before, listed) = sums.GetValueOrDefault(lender);
        sums[lender] = (before + book, listed + list);
    }

    private static int Minutes(string printed) => printed.Trim().TrimStart('+').Split(':') is [var hours, var minutes] && int.TryParse(minutes, out var rest)
        ? (hours.StartsWith('-') ? -1 : 1) * ((60 * int.Parse(hours.TrimStart('-'), null)) + rest) : 0;
}
