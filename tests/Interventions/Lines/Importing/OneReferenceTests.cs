using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Interventions;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Lines.Importing;

/// <summary>One reference, one line, whichever party gives it: hours are neither lost nor doubled by a list (docs/domain.md, Import).</summary>
[Trait("needs", "servers")]
public sealed class OneReferenceTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_reference_twice_in_a_list_with_other_content_is_a_fault_of_the_second_row()
    {
        await Given.AgreementInForce(house, "TWICE");
        var rejected = (await Import("TWICE", "HETS", Given.Row("T-1"), Given.Row("T-2"), Given.Row("T-1", quantity: "3"))).IsProblem(422, "import-rejected")["rejected"];
        Assert.Equal("""[{"row":4,"column":"Référence","code":"reference-twice"}]""", Told(rejected));
        var taken = (await Import("TWICE", "HETS", "&partial=true", [Given.Row("T-1"), Given.Row("T-1"), Given.Row("T-1", quantity: "3")])).Is(200);
        Assert.Equal((1, 1, 0), Counts(taken));
        Assert.Equal(90, await Minutes("TWICE"));

        // Between them a list may hold any number of rows.
        var far = Enumerable.Range(1, 2_500).Select(number => Given.Row($"F-{number}")).Append(Given.Row("F-1", quantity: "3"));
        Assert.Equal(
            """[{"row":2502,"column":"Référence","code":"reference-twice"}]""",
            Told((await Import("TWICE", "HETS", "&dryRun=true", [.. far])).Is(200)["rejected"]));
    }

    [Fact]
    public async Task The_partners_list_with_one_row_that_differs_is_known_but_for_a_proposed_change()
    {
        await Given.AgreementInForce(house, "PARTNER");
        Assert.Equal((3, 0, 0), Counts((await Import("PARTNER", "HETS", Given.Row("P-1"), Given.Row("P-2"), Given.Row("P-3"))).Is(200)));
        var theirs = (await Import("PARTNER", "HG", Given.Row("P-1"), Given.Row("P-2", quantity: "3"), Given.Row("P-3"))).Is(200);
        Assert.Equal((0, 2, 1), Counts(theirs));
        Assert.Equal(270, await Minutes("PARTNER"));

        var line = (await (await house.As("HG", "registrar")).Get("interventions?agreement=PARTNER&reference=P-2")).Is(200)["interventions"][0];
        var proposed = (await (await house.As("HETS", "registrar")).Get($"interventions/{line.GetProperty("id")}/proposed-changes")).Is(200)["proposed"];
        Assert.Equal(("HG", 3m), (proposed[0].GetProperty("institution").GetString(), proposed[0].GetProperty("content").GetProperty("quantity").GetDecimal()));

        // One line at a time it is a fault.
        (await (await house.As("HG", "registrar")).Post("interventions", Given.LineRequest("P-3", "PARTNER", quantity: 3))).IsProblem(422, "reference-known");
    }

    [Fact]
    public async Task What_a_list_has_no_column_for_it_does_not_say_differently()
    {
        await Given.AgreementInForce(house, "SHORT");
        string[] rows = [Given.Row("S-1"), Given.Row("S-2")];
        (await Import("SHORT", "HETS", rows)).Is(200);
        var full = Encoding.UTF8.GetString(Given.Csv(rows)).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        // Title, sourcing and the employer's answer are gone.
        var shorter = full.Select(row => row.Split(';')).Select(cells => string.Join(';', [.. cells[..7], .. cells[8..10]])).ToList();
        Assert.Equal((0, 2, 0), Counts((await Send("SHORT", "HETS", "", string.Join("\r\n", shorter))).Is(200)));
        Assert.Equal((0, 2, 0), Counts((await Send("SHORT", "HG", "", string.Join("\r\n", shorter))).Is(200)));

        // What it does have, it says: the title that was there stays.
        shorter[1] = shorter[1].Replace("1,5", "3", StringComparison.Ordinal);
        Assert.Equal((0, 1, 1), Counts((await Send("SHORT", "HETS", "", string.Join("\r\n", shorter))).Is(200)));
        var content = await house.Scalar<string>(InterventionsService.Host, """
            select content::text from interventions.proposed_change join interventions.intervention as line on line.id = intervention where line.agreement = 'SHORT'
            """);
        Assert.Contains("Budget et désendettement", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_line_that_comes_again_is_told_as_cancelled()
    {
        await Given.AgreementInForce(house, "GONE");
        (await Import("GONE", "HETS", Given.Row("G-1"), Given.Row("G-2"))).Is(200);
        var registrar = await house.As("HETS", "registrar");
        var line = (await registrar.Get("interventions?agreement=GONE&reference=G-2")).Is(200)["interventions"][0].GetProperty("id");
        (await registrar.Act($"interventions/{line}/cancellations", new { reason = "Annulée" })).Is(200);
        foreach (var (party, quantity) in new[] { ("HETS", "1,5"), ("HG", "1,5"), ("HG", "3") })
        {
            var again = (await Import("GONE", party, Given.Row("G-1"), Given.Row("G-2", quantity: quantity))).Is(200);
            Assert.Equal((0, 1, 0), Counts(again));
            Assert.Equal(1, again["cancelled"].GetInt32());
            Assert.Equal(1, (await registrar.Get($"imports/{again["import"].GetString()}")).Is(200)["cancelled"].GetInt32());
        }
    }

    [Fact]
    public async Task What_leaves_says_what_the_book_has_and_comes_back_as_the_same_lines()
    {
        await Given.AgreementInForce(house, "LEAVES");
        (await Import("LEAVES", "HETS", Given.Row("L-1"), Given.Row("L-2"))).Is(200);
        var registrar = await house.As("HETS", "registrar");
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("L-3", "LEAVES"))!.AsObject();
        request["regime"] = "paid-otherwise";
        (await registrar.Post("interventions", request)).Is(201);
        await TurningKeys.Line(house, "interventions/" + (await registrar.Get("interventions?agreement=LEAVES&reference=L-1")).Is(200)["interventions"][0].GetProperty("id").GetString());
        var rows = (await registrar.Get("interventions/list.csv?agreement=LEAVES")).Is(200).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(";Minutes créditées;Régime;État", rows[0], StringComparison.Ordinal);
        Assert.Equal(["135;échangée;confirmée", ";échangée;effectuée", ";payée autrement;effectuée"], rows[1..].Order(StringComparer.Ordinal).Select(row => string.Join(';', row.Split(';')[13..])));
        Assert.Equal((0, 3, 0), Counts((await Send("LEAVES", "HETS", "", string.Join("\r\n", rows))).Is(200)));

        // Elsewhere nobody has delivered what the list says was cancelled.
        await Given.AgreementInForce(house, "ELSE");
        rows = [rows[0], .. rows[1..].Order(StringComparer.Ordinal)];
        rows[2] = rows[2].Replace("effectuée", "annulée", StringComparison.Ordinal);
        Assert.Equal(
            """[{"row":3,"column":"État","code":"state-not-delivered"}]""",
            Told((await Send("ELSE", "HETS", "", string.Join("\r\n", rows))).IsProblem(422, "import-rejected")["rejected"]));
    }

    [Fact]
    public async Task Of_what_several_share_a_list_has_each_ones_part_and_matches_the_book_whole()
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Given.Agreement("SHARE") with { CoTeaching = "shared", Units = new Dictionary<string, int> { ["minute"] = 1 } });
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("S", "SHARE"))!.AsObject();
        (request["quantity"], request["unit"], request["coTeachers"]) = (100, "minute", new JsonArray("HG-032", "HG-033"));
        var registrar = await house.As("HETS", "registrar");
        foreach (var line in (await registrar.Post("interventions", request)).Is(201)["lines"].EnumerateArray())
        {
            await TurningKeys.Line(house, $"interventions/{line.GetProperty("id").GetString()}");
        }

        await Eventually.Equal(3, () => BookTables.Count(house, "SHARE"));
        foreach (var dialect in new[] { "ch", "rfc4180" })
        {
            var file = (await registrar.Get($"interventions/list.csv?agreement=SHARE&dialect={dialect}")).Is(200);
            var separator = dialect == "ch" ? ';' : ',';
            Assert.Equal(["33", "33", "34"], file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(row => row.Split(separator)[8]).Order());
            var compared = (await (await house.As("HETS", "finance")).PostRawToLedger("books/SHARE/reconciliations?year=2014-2015&counterpart=HG", file.Bytes)).Is(201);
            Assert.Equal((3, 0, 0, 0), (
                compared["matched"].GetInt32(), compared["different"].GetInt32(), compared["missingHere"].GetInt32(), compared["missingThere"].GetInt32()));
            Assert.Equal((0, 3, 0), Counts((await registrar.PostRaw("imports?agreement=SHARE", file.Bytes)).Is(200)));
        }
    }

    [Fact]
    public async Task Nobody_delivers_in_the_future_by_whichever_way()
    {
        await Given.AgreementInForce(house, "FUTURE");
        var registrar = await house.As("HETS", "registrar");
        var tomorrow = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2);
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("X-1", "FUTURE"))!.AsObject();
        request["date"] = tomorrow.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("date", (await registrar.Post("interventions", request)).IsProblem(422, "date-in-future")["field"].GetString());
        Assert.Equal(
            """[{"row":2,"column":"Date","code":"date-in-future"}]""",
            Told((await Import("FUTURE", "HETS", Given.Row("X-1", tomorrow.ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture)))).IsProblem(422, "import-rejected")["rejected"]));

        request["state"] = "requested";
        var line = (await registrar.Post("interventions", request)).Is(201);
        (await (await house.As("HG", "approver")).Act($"interventions/{line["id"].GetString()}/approvals", new { })).Is(200);
        (await registrar.Act($"interventions/{line["id"].GetString()}/deliveries", new { })).IsProblem(422, "date-in-future");
        (await registrar.Act($"interventions/{line["id"].GetString()}/deliveries", new { date = "2014-10-01" })).Is(200);
        (await registrar.Act($"interventions/{line["id"].GetString()}/corrections", new { reason = "Autre jour", changes = new { date = tomorrow } })).IsProblem(422, "date-in-future");
    }

    private static string Told(JsonElement rejected) => JsonSerializer.Serialize(rejected.EnumerateArray().Select(fault => new
    {
        row = fault.GetProperty("row").GetInt32(),
        column = fault.GetProperty("column").GetString(),
        code = fault.GetProperty("code").GetString(),
    }), new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static (int Accepted, int Duplicates, int Proposed) Counts(Reply reply) =>
        (reply["accepted"].GetInt32(), reply["duplicates"].GetInt32(), reply["proposed"].GetInt32());

    private Task<long> Minutes(string agreement) =>
        house.Scalar<long>(InterventionsService.Host, "select sum(taught_minutes) from interventions.intervention where agreement = @agreement", new { agreement });

    private Task<Reply> Import(string agreement, string party, params string[] rows) => Import(agreement, party, "", rows);

    private async Task<Reply> Import(string agreement, string party, string options, string[] rows) =>
        await (await house.As(party, "registrar")).PostRaw($"imports?agreement={agreement}{options}", Given.Csv(rows));

    private async Task<Reply> Send(string agreement, string party, string options, string text) =>
        await (await house.As(party, "registrar")).PostRaw($"imports?agreement={agreement}{options}", Encoding.UTF8.GetBytes(text));
}
