using System.Text;
using System.Text.Json;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Words.Lists;

namespace HourExchange.Tests.Interventions.Lines.Listing;

[Trait("needs", "servers")]
public sealed class ListTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Pages_follow_each_other_by_date_without_gap_or_overlap()
    {
        await Given.AgreementInForce(house, "PAGES");
        foreach (var (reference, date) in new[] { ("P-1", "2014-10-02"), ("P-2", "2014-10-01"), ("P-3", "2014-10-02"), ("P-4", "2015-03-01"), ("P-5", "2014-10-02") })
        {
            await Register(reference, "PAGES", date);
        }

        var reader = await house.As("HG", "auditor");
        var all = Ids(await reader.Get("interventions?agreement=PAGES"));
        var paged = new List<string>();
        var sizes = new List<int>();
        string? next = "";
        while (next is not null)
        {
            var page = (await reader.Get($"interventions?agreement=PAGES&limit=2{(next.Length > 0 ? "&after=" + next : "")}")).Is(200);
            paged.AddRange(Ids(page));
            sizes.Add(page["interventions"].GetArrayLength());
            next = page["next"].GetString();
        }

        Assert.Equal([2, 2, 1], sizes);
        Assert.Equal(all, paged);

        // From the other end.
        var back = new List<string>();
        next = "";
        while (next is not null)
        {
            var page = (await reader.Get($"interventions?agreement=PAGES&newestFirst=true&limit=2{(next.Length > 0 ? "&after=" + next : "")}")).Is(200);
            back.AddRange(Ids(page));
            next = page["next"].GetString();
        }

        Assert.Equal(all.Reverse(), back);
        var dates = (await reader.Get("interventions?agreement=PAGES"))["interventions"].EnumerateArray().Select(line => line.GetProperty("date").GetString()!).ToList();
        Assert.Equal(dates.Order(StringComparer.Ordinal), dates);
        Assert.Equal(5, dates.Count);
        (await reader.Get("interventions?after=x")).IsProblem(400, "page-invalid");
        (await reader.Get("interventions?limit=201")).IsProblem(400, "page-invalid");
        (await reader.Get("interventions?from=tomorrow")).Is(400);
    }

    [Fact]
    public async Task A_list_is_narrowed_by_each_filter_and_shows_only_what_one_is_a_party_to()
    {
        await Given.AgreementInForce(house, "NARROW");
        await Given.AgreementInForce(house, "OTHERS", ["HETS", "ISSM"]);
        var first = await Register("N-1", "NARROW", "2014-10-01");
        var second = await Register("N-2", "NARROW", "2015-09-15", nature: "td");
        var requested = await Register("N-3", "NARROW", "2015-10-01", state: "requested");
        (await (await house.As("HG", "approver")).Act($"interventions/{first}/confirmations", new { })).Is(200);

        var reader = await house.As("HG", "finance");
        async Task Finds(string query, params string[] expected) =>
            Assert.Equal(expected, Ids((await reader.Get("interventions?agreement=NARROW&" + query)).Is(200)));

        await Finds("", first, second, requested);
        await Finds("state=requested", requested);
        await Finds("from=2014-10-02&to=2015-09-15", second);
        await Finds("year=2014-2015", first);
        await Finds("year=2015-2016&nature=td", second);
        await Finds("year=1914-1915");
        await Finds("lendingInstitution=HG&receivingInstitution=HETS&contributor=HG-031&domain=formation-de-base&regime=exchanged", first, second, requested);
        await Finds("lendingInstitution=HETS");
        await Finds("reference=N-2", second);
        await Finds("posted=true");
        await Finds("posted=false&state=delivered", first, second);
        await Finds($"series={Guid.NewGuid()}");
        await Finds($"import={Guid.NewGuid()}");
        await Finds("search=n-2", second);
        await Finds("search=hg-03&nature=cours", first, requested);
        // A part of codes, until it is a code itself: of another agreement it is none.
        await Register("O-1", "OTHERS", "2014-10-01", contributor: "HG-03", receiver: "ISSM", lender: "HETS");
        await Finds("search=hg-03&nature=td", second);
        await Finds("search=B%C3%9CDGET", first, second, requested);
        await Finds("search=%25");
        await Finds("waiting=open-lines&state=delivered", first, second);

        var line = (await reader.Get("interventions?agreement=NARROW&reference=N-1"))["interventions"][0];
        Assert.Equal("HG", line.GetProperty("keys")[0].GetProperty("institution").GetString());
        Assert.Equal("N-1", line.GetProperty("references")[0].GetProperty("reference").GetString());
        Assert.Equal((await reader.Get($"interventions/{first}")).Json.ToString(), line.ToString());

        (await reader.Get("interventions?state=posted")).IsProblem(422, "state-unknown");
        (await reader.Get("interventions?regime=barter")).IsProblem(422, "regime-unknown");
        (await reader.Get("interventions?waiting=lines-to-confirm")).IsProblem(422, "waiting-unknown");
        (await reader.Get("interventions?search=")).IsProblem(422, "search-invalid");
        (await reader.Get($"interventions/totals?search={new string('x', 101)}")).IsProblem(422, "search-invalid");
        (await reader.Get("interventions/totals?agreement=OTHERS")).IsProblem(404, "agreement-not-found");
        (await (await house.As("*", "operator")).Get("interventions/totals")).IsProblem(403, "role-missing");
        // What is planned has not been given.
        Assert.Equal((3, 240, 0), await Totals("HG", "agreement=NARROW"));
        Assert.Equal((2, 240, 0), await Totals("HG", "agreement=NARROW&state=delivered"));
        Assert.Equal((0, 0, 0), await Totals("CG68", ""));

        (await reader.Get("interventions?agreement=OTHERS")).IsProblem(404, "agreement-not-found");
        (await reader.Get("interventions/list.csv?agreement=OTHERS")).IsProblem(404, "agreement-not-found");
        (await (await house.As("*", "operator")).Get("interventions")).IsProblem(403, "role-missing");
        var others = await house.As("CG68", "registrar");
        Assert.Empty(Ids(await others.Get("interventions")));
        Assert.Empty(Ids(await others.Get("interventions?reference=N-1")));

        var ofThatCode = await Register("N-4", "NARROW", "2014-10-02", contributor: "HG-03");
        await Finds("search=hg-03", ofThatCode);
        await Finds("search=HG-0", first, ofThatCode, second, requested);

        // What was declined or cancelled is missing in no ledger.
        await Finds("posted=false", first, ofThatCode, second, requested);
        (await (await house.As("HG", "approver")).Act($"interventions/{requested}/declines", new { reason = "Absent" })).Is(200);
        (await (await house.As("HETS", "registrar")).Act($"interventions/{second}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        await Finds("posted=false", first, ofThatCode);
        await Finds("", first, ofThatCode, second, requested);
    }

    [Theory]
    [InlineData("ch", "Référence;Date;")]
    [InlineData("rfc4180", "Reference,Date,")]
    public async Task A_list_that_was_taken_out_brings_in_nothing_new(string dialect, string header)
    {
        var agreement = "OUT-" + dialect;
        await Given.AgreementInForce(house, agreement);
        await Register("O-1", agreement, "2014-10-01", title: "=1+1;\"x\", y");
        await Register("O-2", agreement, "2014-10-02", state: "requested");
        foreach (var institution in new[] { "HETS", "HG" })
        {
            var registrar = await house.As(institution, "registrar");
            var file = (await registrar.Get($"interventions/list.csv?agreement={agreement}&dialect={dialect}")).Is(200);
            Assert.Equal("text/csv", file.MediaType);
            Assert.StartsWith(header, file.Text.TrimStart('\ufeff'), StringComparison.Ordinal);
            var result = (await registrar.PostRaw($"imports?agreement={agreement}&dryRun=true", Encoding.UTF8.GetBytes(file.Text))).Is(200);
            Assert.Equal((0, 2, 0), (result["accepted"].GetInt32(), result["duplicates"].GetInt32(), result["rejected"].GetArrayLength()));
        }

        (await (await house.As("HG", "registrar")).Get("interventions/list.csv?dialect=tsv")).IsProblem(422, "dialect-unknown");
    }

    [Theory]
    [InlineData("", "Référence")]
    [InlineData("&language=en", "Reference")]
    public async Task A_list_that_was_taken_out_as_a_workbook_brings_in_nothing_new(string language, string header)
    {
        var agreement = "BOOK" + language.Length;
        await Given.AgreementInForce(house, agreement);
        await Given.AgreementInForce(house, agreement + "-OTHERS", ["HETS", "ISSM"]);
        await Register("B-1", agreement, "2014-10-01", title: "'=1+1;\"x\", _x0041_");
        await Register("B-2", agreement, "2014-10-02", state: "requested");
        foreach (var institution in new[] { "HETS", "HG" })
        {
            var registrar = await house.As(institution, "registrar");
            var file = (await registrar.Get($"interventions/list.xlsx?agreement={agreement}{language}")).Is(200);
            Assert.Equal((TableFile.XlsxType, "lines.xlsx"), (file.MediaType, file.FileName));
            var list = XlsxTable.Read(file.Bytes, ListForm.Lines);
            Assert.Equal(header, list.ColumnNames[ListColumn.Reference]);
            var csv = await registrar.Get($"interventions/list.csv?agreement={agreement}");
            Assert.Equal(CsvTable.Read(csv.Bytes, ListForm.Lines).Rows, list.Rows);
            var result = (await registrar.PostRaw($"imports?agreement={agreement}&dryRun=true", file.Bytes, TableFile.XlsxType)).Is(200);
            Assert.Equal((0, 2, 0), (result["accepted"].GetInt32(), result["duplicates"].GetInt32(), result["rejected"].GetArrayLength()));
        }

        var reader = await house.As("HG", "auditor");
        var requested = (await reader.Get($"interventions/list.xlsx?agreement={agreement}&state=requested")).Is(200);
        Assert.Equal("B-2", XlsxTable.Read(requested.Bytes, ListForm.Lines).Rows.Single().Line.Reference);
        (await reader.Get("interventions/list.xlsx?language=de")).IsProblem(422, "language-unknown");
        (await reader.Get("interventions/list.xlsx?state=posted")).IsProblem(422, "state-unknown");
        (await reader.Get($"interventions/list.xlsx?agreement={agreement}-OTHERS")).IsProblem(404, "agreement-not-found");
        (await (await house.As("*", "operator")).Get("interventions/list.xlsx")).IsProblem(403, "role-missing");
    }

    [Fact]
    public async Task Who_carries_most_of_a_list_is_told_first()
    {
        await Given.AgreementInForce(house, "CARRY");
        var registrar = await house.As("HETS", "registrar");
        var largest = "";
        foreach (var (reference, contributor, hours) in new[] { ("C-1", "HG-031", 1), ("C-2", "HG-031", 1), ("C-3", "HG-040", 4), ("C-4", "HG-041", 2) })
        {
            var line = JsonSerializer.SerializeToNode(Given.LineRequest(reference, "CARRY", "2014-10-01", "cours"))!.AsObject();
            (line["contributor"], line["quantity"]) = (contributor, hours);
            var path = "interventions/" + (await registrar.Post("interventions", line)).Is(201)["id"].GetString();
            // What is not confirmed by both is credited to nobody.
            if (contributor != "HG-041")
            {
                await TurningKeys.Line(house, path);
            }

            largest = hours == 4 ? path : largest;
        }

        var reader = await house.As("HG", "auditor");
        const string carried = "interventions/totals/contributors?agreement=CARRY";
        Assert.Equal(
            """{"contributors":2,"creditedMinutes":540,"most":[{"institution":"HG","contributor":"HG-040","lines":1,"creditedMinutes":360},{"institution":"HG","contributor":"HG-031","lines":2,"creditedMinutes":180}]}""",
            (await reader.Get(carried)).Is(200).Text);
        // What stands posted is credited until a correction has both keys.
        await Eventually.Equal("Number", async () => (await registrar.Get(largest))["postingNumber"].ValueKind.ToString());
        (await registrar.Act($"{largest}/corrections", new { reason = "Une heure de moins", changes = new { quantity = 3 } })).Is(200);
        Assert.Equal((540, 540), ((await reader.Get(carried)).Is(200)["creditedMinutes"].GetInt32(), (await reader.Get("interventions/totals?agreement=CARRY")).Is(200)["creditedMinutes"].GetInt32()));
        await TurningKeys.Line(house, largest);
        Assert.Equal((450, 450), ((await reader.Get(carried)).Is(200)["creditedMinutes"].GetInt32(), (await reader.Get("interventions/totals?agreement=CARRY")).Is(200)["creditedMinutes"].GetInt32()));
        Assert.Equal("""{"contributors":0,"creditedMinutes":0,"most":[]}""", (await reader.Get(carried + "&year=2015-2016")).Is(200).Text);
        (await reader.Get(carried + "&state=posted")).IsProblem(422, "state-unknown");
        (await (await house.As("ISSM", "auditor")).Get(carried)).IsProblem(404, "agreement-not-found");
        (await (await house.As("*", "operator")).Get(carried)).IsProblem(403, "role-missing");
    }

    private async Task<(long Lines, long Taught, long Credited)> Totals(string institution, string query)
    {
        var totals = (await (await house.As(institution, "finance")).Get("interventions/totals?" + query)).Is(200);
        return (totals["lines"].GetInt64(), totals["taughtMinutes"].GetInt64(), totals["creditedMinutes"].GetInt64());
    }

    private static IEnumerable<string> Ids(Reply page) => page["interventions"].EnumerateArray().Select(line => line.GetProperty("id").GetString()!);

    private async Task<string> Register(
        string reference, string agreement, string date, string nature = "cours", string state = "delivered", string title = "Budget",
        string contributor = "HG-031", string lender = "HG", string receiver = "HETS")
    {
        var line = JsonSerializer.SerializeToNode(Given.LineRequest(reference, agreement, date, nature))!.AsObject();
        line["state"] = state;
        line["title"] = title;
        line["contributor"] = contributor;
        line["lendingInstitution"] = lender;
        line["receivingInstitution"] = receiver;
        return (await (await house.As("HETS", "registrar")).Post("interventions", line)).Is(201)["id"].GetString()!;
    }
}
