using System.Text.Json;
using Dapper;
using HourExchange.Interventions;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace HourExchange.Tests.Interventions.Lines.Importing;

/// <summary>A list is stored, judged row by row, looked at, and accepted. Judging is done when a test says so, by a clock that the tests move on.</summary>
[Trait("needs", "servers")]
public sealed class ImportInStepsTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    private static readonly MovingClock Clock = new(TimeProvider.System.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        await house.Start(InterventionsService.Host, services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            foreach (var own in services.Where(service => service.ImplementationType == typeof(JudgeStoredImports) || service.ImplementationType == typeof(PurgeStoredImports)).ToList())
            {
                services.Remove(own);
            }
        });
        if (await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.agreement") == 0)
        {
            await Given.AgreementInForce(house);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_list_of_ten_thousand_rows_in_steps_and_the_same_list_in_one_call_end_in_the_same_lines()
    {
        await World("STEPS");
        await World("ONECALL");
        var rows = Enumerable.Range(1, 9_960).Select(index => Given.Row($"N-{index}", quantity: $"{1 + (index % 8)}"))
            .Concat(Enumerable.Range(1, 10).Select(index => Given.Row($"K-{index}")))
            .Concat(Enumerable.Range(1, 10).Select(index => Given.Row($"C-{index}", quantity: "3")))
            .Concat(Enumerable.Range(1, 3).Select(index => Given.Row($"X-{index}")))
            .Concat(Enumerable.Range(1, 7).Select(index => Given.Row($"F-{index}", quantity: "beaucoup")))
            .Concat(Enumerable.Range(1, 10).Select(index => Given.Row($"G-{index}", nature: "x"))).ToArray();
        Assert.Equal(10_000, rows.Length);
        // Bad rows lie between the others.
        var file = Given.Csv([.. rows.OrderBy(row => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(row))))]);

        var registrar = await house.As("HETS", "registrar");
        var partner = await house.As("HG", "registrar");
        var stored = await Stored("STEPS", file);
        var view = (await registrar.Get(stored)).Is(200);
        Assert.Equal(("judging", 9_993, 0), (view["state"].GetString(), view["rows"].GetInt32(), view["worked"].GetInt32()));
        Assert.Equal((0, 7), (view["stored"].GetProperty("new").GetInt32(), view["stored"].GetProperty("faults").GetInt32()));
        (await registrar.Post($"{stored}/acceptance?partial=true", new { })).IsProblem(409, "import-being-judged");

        // Judging stops at a row that somebody holds: how far it has come is seen meanwhile.
        await WhileHeld(stored, 6_500, () => Judge(), async () =>
        {
            await Eventually.Holds("half is judged", async () => (await registrar.Get(stored)).Is(200)["worked"].GetInt32() == 6_000);
            Assert.Equal("judging", (await registrar.Get(stored)).Is(200)["state"].GetString());
        });
        view = (await registrar.Get(stored)).Is(200);
        Assert.Equal(("ready", 9_993), (view["state"].GetString(), view["worked"].GetInt32()));
        Assert.Equal((9_960, 10, 10, 3, 17), Counts(view["stored"]));
        (await partner.Get(stored)).IsProblem(404, "import-not-found");

        await WhileHeld(stored, 6_500, async () =>
        {
            var accepted = (await registrar.Post($"{stored}/acceptance?partial=true", new { })).Is(200);
            var atOnce = (await registrar.PostRaw("imports?agreement=ONECALL&partial=true", file)).Is(200);
            foreach (var field in new[] { "accepted", "duplicates", "proposed", "cancelled", "rejected" })
            {
                Assert.Equal(atOnce[field].GetRawText(), accepted[field].GetRawText());
            }

            Assert.Empty(accepted["changed"].EnumerateArray());
        }, async () =>
        {
            await Eventually.Holds("half is recorded", async () => (await registrar.Get(stored)).Is(200)["worked"].GetInt32() == 6_000);
            Assert.Equal("running", (await registrar.Get(stored)).Is(200)["state"].GetString());
            (await registrar.Post($"{stored}/acceptance?partial=true", new { })).IsProblem(409, "import-being-accepted");
            // Until it is accepted it is nobody else's.
            (await partner.Get(stored)).IsProblem(404, "import-not-found");
        });

        Assert.Equal(("done", 9_960), ((await partner.Get(stored)).Is(200)["state"].GetString(), (await registrar.Get(stored)).Is(200)["accepted"].GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await partner.Get(stored)).Is(200)["stored"].ValueKind);
        Assert.Equal(await Lines("ONECALL"), await Lines("STEPS"));
        Assert.Equal(await Proposed("ONECALL"), await Proposed("STEPS"));
    }

    [Fact]
    public async Task A_row_with_more_cells_than_columns_is_a_fault_and_keeps_those_that_have_one()
    {
        var registrar = await house.As("HETS", "registrar");
        var stored = await Judged("HETS-HG", Given.Csv(Given.Row("L-good"), Given.Row("L-long") + ";de trop"));
        Assert.Equal((1, 0, 0, 0, 1), Counts((await registrar.Get(stored)).Is(200)["stored"]));
        var row = (await registrar.Get($"{stored}/rows?outcome=fault")).Is(200)["rows"].EnumerateArray().Single();
        Assert.Equal("L-long", row.GetProperty("cells").GetProperty("reference").GetString());
        Assert.DoesNotContain("de trop", row.GetProperty("cells").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_row_says_what_would_become_of_it()
    {
        var registrar = await house.As("HETS", "registrar");
        (await registrar.PostRaw("imports?agreement=HETS-HG", Given.Csv(Given.Row("E-1"), Given.Row("E-2"), Given.Row("E-3")))).Is(200);
        var cancelled = await LineOf("E-3");
        (await registrar.Act($"interventions/{cancelled}/cancellations", new { reason = "Did not take place" })).Is(200);
        var before = await State();
        var stored = await Judged("HETS-HG", Given.Csv(
            Given.Row("E-new"), Given.Row("E-1"), Given.Row("E-2", quantity: "3"), Given.Row("E-3"), Given.Row("E-bad", nature: "x", quantity: "0"),
            Given.Row("E-unread", quantity: "beaucoup"), Given.Row("E-new"), Given.Row("E-new", quantity: "4")));
        Assert.Equal((1, 2, 1, 1, 3), Counts((await registrar.Get(stored)).Is(200)["stored"]));

        var rows = (await registrar.Get($"{stored}/rows")).Is(200)["rows"].EnumerateArray().ToList();
        Assert.Equal(
            ["2 new", "3 known", "4 change", "5 cancelled", "6 fault", "7 fault", "8 known", "9 fault"],
            rows.Select(row => $"{row.GetProperty("row")} {row.GetProperty("outcome")}"));
        Assert.Equal("E-new", rows[0].GetProperty("reference").GetString());
        Assert.Equal("exchanged", rows[0].GetProperty("line").GetProperty("regime").GetString());
        Assert.Equal("""{"minutes":135,"coefficient":"3/2","termsVersion":1,"rule":"each"}""", rows[0].GetProperty("expectedCredit").GetRawText());
        Assert.Equal("""{"minutes":270,"coefficient":"3/2","termsVersion":1,"rule":"each"}""", rows[2].GetProperty("expectedCredit").GetRawText());
        Assert.Equal(3m, rows[2].GetProperty("line").GetProperty("quantity").GetDecimal());
        Assert.All([1, 3, 4, 5, 6, 7], index => Assert.Equal(JsonValueKind.Null, rows[index].GetProperty("expectedCredit").ValueKind));
        Assert.Equal(
            [null, await LineOf("E-1"), await LineOf("E-2"), cancelled, null, null, null, null],
            rows.Select(row => row.GetProperty("intervention").ValueKind == JsonValueKind.Null ? (Guid?)null : row.GetProperty("intervention").GetGuid()));
        Assert.Equal(JsonValueKind.Null, rows[5].GetProperty("line").ValueKind);
        Assert.Equal("x", rows[4].GetProperty("line").GetProperty("nature").GetString());
        Assert.Equal(
            ["6 Nature nature-unknown", "6 Quantité quantity-not-positive", "7 Quantité quantity-invalid", "9 Référence reference-twice"],
            rows.SelectMany(row => row.GetProperty("faults").EnumerateArray()).Select(fault => $"{fault.GetProperty("row")} {fault.GetProperty("column")} {fault.GetProperty("code")}"));
        Assert.Equal(before, await State());

        // Who mends a row sees what stands in it, whether it could be read or not.
        Assert.Equal("4 5 7", string.Join(' ', rows.Index().Where(row => row.Item.GetProperty("cells").ValueKind == JsonValueKind.Object).Select(row => row.Index)));
        Assert.Equal(("E-bad", "x", "0"), Cells(rows[4]));
        Assert.Equal(("E-unread", "cours", "beaucoup"), Cells(rows[5]));

        Assert.Equal(("directe", "oui"), (rows[4].GetProperty("cells").GetProperty("sourcing").GetString(), rows[4].GetProperty("cells").GetProperty("employerInformed").GetString()));

        static (string?, string?, string?) Cells(JsonElement row) => (
            row.GetProperty("cells").GetProperty("reference").GetString(), row.GetProperty("cells").GetProperty("nature").GetString(), row.GetProperty("cells").GetProperty("quantity").GetString());

        // Page by page, and the faults alone.
        var page = (await registrar.Get($"{stored}/rows?outcome=fault&limit=2")).Is(200);
        Assert.Equal("6 7", string.Join(' ', page["rows"].EnumerateArray().Select(row => row.GetProperty("row").GetInt32())));
        var last = (await registrar.Get($"{stored}/rows?outcome=fault&limit=2&after={page["next"].GetInt32()}")).Is(200);
        Assert.Equal((9, JsonValueKind.Null), (Assert.Single(last["rows"].EnumerateArray()).GetProperty("row").GetInt32(), last["next"].ValueKind));
        (await registrar.Get($"{stored}/rows?outcome=lost")).IsProblem(422, "outcome-unknown");
        (await registrar.Get($"{stored}/rows?limit=201")).IsProblem(400, "page-invalid");
    }

    [Fact]
    public async Task Who_would_begin_with_a_list_is_told_before_it_is_taken()
    {
        var registrar = await house.As("HETS", "registrar");
        (await registrar.PostRaw("imports?agreement=HETS-HG", Given.Csv(Given.Row("WB-1")))).Is(200);
        static string By(string row, string code) => row.Replace("HG-031", code, StringComparison.Ordinal);
        var stored = await Judged("HETS-HG", Given.Csv(
            Given.Row("WB-2"), By(Given.Row("WB-3"), "HG-O31"), By(Given.Row("WB-4"), "HG-013"), By(Given.Row("WB-5"), "HG-O31"), By(Given.Row("WB-6", nature: "x"), "HG-099"),
            Given.Row("WB-7", lender: "HETS", receiver: "HG")));
        string[] begun = ["HG-013", "HG-031", "HG-O31"];
        Assert.Equal(begun, Newcomers((await registrar.Get(stored)).Is(200)));
        (await registrar.Post($"{stored}/acceptance?partial=true", new { })).Is(200);
        Assert.Equal(begun, Newcomers((await registrar.Get(stored)).Is(200)));
        Assert.Empty(Newcomers((await registrar.Get(await Judged("HETS-HG", Given.Csv(By(Given.Row("WB-8"), "HG-O31"))))).Is(200)));

        static IEnumerable<string?> Newcomers(Reply reply) => reply["stored"].GetProperty("newContributors").EnumerateArray().Select(code => code.GetString());
    }

    [Fact]
    public async Task A_stored_list_is_its_institution_s_and_is_accepted_by_who_stored_it()
    {
        var stored = await Judged("HETS-HG", Given.Csv(Given.Row("O-1")));
        foreach (var other in new[] { await house.As("HG", "registrar"), await house.As("ISSM", "registrar") })
        {
            (await other.Get(stored)).IsProblem(404, "import-not-found");
            (await other.Get($"{stored}/rows")).IsProblem(404, "import-not-found");
            (await other.Post($"{stored}/acceptance", new { })).IsProblem(404, "import-not-found");
        }

        (await (await house.As("HETS", "auditor")).Get($"{stored}/rows")).Is(200);
        (await (await house.As("HETS", "auditor")).Post($"{stored}/acceptance", new { })).IsProblem(403, "role-missing");
        (await (await house.As("HETS", "auditor")).PostRaw("imports/stored?agreement=HETS-HG", Given.Csv(Given.Row("O-2")))).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "registrar")).PostRaw("imports/stored?agreement=HETS-HG", Given.Csv(Given.Row("O-2")))).IsProblem(404, "agreement-not-found");
        (await (await house.As("HETS", "registrar", "HETS-colleague")).Post($"{stored}/acceptance", new { })).IsProblem(403, "import-of-other-person");
        var accepted = (await (await house.As("HETS", "registrar")).Post($"{stored}/acceptance", new { })).Is(200);
        Assert.Equal(stored, $"imports/{accepted["import"].GetString()}");
        // Its lines have a hand: nobody confirms what they brought in.
        var same = (await (await house.As("HETS", "approver", "HETS-registrar")).Post("interventions/confirmations", new { import = accepted["import"].GetString() })).Is(200);
        Assert.Equal("registered-by-same-person", same["refused"][0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_list_is_accepted_once()
    {
        var registrar = await house.As("HETS", "registrar");
        var stored = await Judged("HETS-HG", Given.Csv(Given.Row("A-1"), Given.Row("A-2", nature: "x")));
        var before = await State();
        var refused = (await registrar.Post($"{stored}/acceptance", new { })).IsProblem(422, "import-rejected");
        Assert.Equal("""{"row":3,"column":"Nature","code":"nature-unknown","message":"The agreement has no nature x.","value":"x","values":{"nature":"x"}}""", refused["rejected"][0].GetRawText());
        Assert.Equal(refused["rejected"].GetRawText(), (await registrar.Get($"{stored}/rows?outcome=fault")).Is(200)["rows"][0].GetProperty("faults").GetRawText());
        (await registrar.Post($"{stored}/acceptance?partial=false", new { })).IsProblem(422, "import-rejected");
        Assert.Equal(before, await State());
        Assert.Equal("ready", (await registrar.Get(stored)).Is(200)["state"].GetString());

        var accepted = (await registrar.Post($"{stored}/acceptance?partial=true", new { }, "accept-once")).Is(200);
        Assert.Equal(1, accepted["accepted"].GetInt32());
        Assert.Equal(accepted.Text, (await registrar.Post($"{stored}/acceptance?partial=true", new { }, "accept-once")).Is(200).Text);
        (await registrar.Post($"{stored}/acceptance?partial=true", new { })).IsProblem(409, "import-accepted");
        // What became of each row can be read still, the line that began among it.
        var row = (await registrar.Get($"{stored}/rows?outcome=new")).Is(200)["rows"][0];
        Assert.Equal(await LineOf("A-1"), row.GetProperty("intervention").GetGuid());

        var key = "store-once";
        var once = (await registrar.PostRaw("imports/stored?agreement=HETS-HG", Given.Csv(Given.Row("A-3")), idempotencyKey: key)).Is(202);
        Assert.Equal(once.Text, (await registrar.PostRaw("imports/stored?agreement=HETS-HG", Given.Csv(Given.Row("A-3")), idempotencyKey: key)).Is(202).Text);
        (await registrar.PostRaw("imports/stored?agreement=HETS-HG", Given.Csv(Given.Row("A-4")), idempotencyKey: key)).IsProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task What_has_changed_since_the_look_is_judged_anew_and_told()
    {
        var registrar = await house.As("HETS", "registrar");
        var stored = await Judged("HETS-HG", Given.Csv(Given.Row("M-1"), Given.Row("M-2"), Given.Row("M-3")));
        Assert.Equal((3, 0, 0, 0, 0), Counts((await registrar.Get(stored)).Is(200)["stored"]));
        (await registrar.PostRaw("imports?agreement=HETS-HG", Given.Csv(Given.Row("M-2"), Given.Row("M-3", quantity: "3")))).Is(200);

        var accepted = (await registrar.Post($"{stored}/acceptance", new { })).Is(200);
        Assert.Equal("""[{"row":3,"before":"new","outcome":"known"},{"row":4,"before":"new","outcome":"change"}]""", accepted["changed"].GetRawText());
        Assert.Equal((1, 1, 1), (accepted["accepted"].GetInt32(), accepted["duplicates"].GetInt32(), accepted["proposed"].GetInt32()));
        Assert.Equal((1, 1, 1, 0, 0), Counts((await registrar.Get(stored)).Is(200)["stored"]));
        Assert.Equal(await LineOf("M-2"), (await registrar.Get($"{stored}/rows?outcome=known")).Is(200)["rows"][0].GetProperty("intervention").GetGuid());
    }

    [Fact]
    public async Task A_stored_list_is_kept_for_a_day()
    {
        var registrar = await house.As("HETS", "registrar");
        var stored = await Judged("HETS-HG", Given.Csv(Given.Row("D-1")));
        var unjudged = await Stored("HETS-HG", Given.Csv(Given.Row("D-2")));
        Clock.Move(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        await Purge();
        Assert.Equal("ready", (await registrar.Get(stored)).Is(200)["state"].GetString());
        (await registrar.Get($"{stored}/rows")).Is(200);

        Clock.Move(TimeSpan.FromMinutes(2));
        foreach (var _ in new[] { "before it is purged", "after" })
        {
            Assert.Equal("expired", (await registrar.Get(stored)).Is(200)["state"].GetString());
            (await registrar.Get($"{stored}/rows")).IsProblem(404, "import-expired");
            (await registrar.Post($"{stored}/acceptance", new { })).IsProblem(409, "import-expired");
            await Judge();
            Assert.Equal("expired", (await registrar.Get(unjudged)).Is(200)["state"].GetString());
            await Purge();
        }

        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.stored_import_row where line like '%\"D-%'"));
        Clock.Move(TimeSpan.FromDays(7));
        await Purge();
        (await registrar.Get(stored)).IsProblem(404, "import-not-found");
        (await registrar.Post($"{stored}/acceptance", new { })).IsProblem(404, "import-not-found");
    }

    [Fact]
    public async Task A_list_that_expires_while_it_is_accepted_is_accepted_whole()
    {
        var registrar = await house.As("HETS", "registrar");
        var stored = await Judged("HETS-HG", Given.Csv([.. Enumerable.Range(1, 4_500).Select(index => Given.Row($"L-{index}"))]));
        await WhileHeld(stored, 2_500, async () => Assert.Equal(4_500, (await registrar.Post($"{stored}/acceptance", new { })).Is(200)["accepted"].GetInt32()), async () =>
        {
            await Eventually.Holds("some is recorded", async () => (await registrar.Get(stored)).Is(200)["worked"].GetInt32() == 2_000);
            Clock.Move(TimeSpan.FromHours(25));
            await Purge();
        });
        Assert.Equal("done", (await registrar.Get(stored)).Is(200)["state"].GetString());
        (await registrar.Get($"{stored}/rows")).IsProblem(404, "import-expired");
        await Purge();
        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.stored_import_row where line like '%\"L-%'"));
    }

    [Fact]
    public async Task What_a_crash_interrupts_is_done_again_and_nothing_is_halved()
    {
        var registrar = await house.As("HETS", "registrar");
        var stored = await Stored("HETS-HG", Given.Csv([.. Enumerable.Range(1, 5_000).Select(index => Given.Row($"Z-{index}"))]));
        var before = await State();

        // In the middle of judging.
        await WhileHeld(stored, 4_500, () => Assert.ThrowsAnyAsync<NpgsqlException>(() => Judge()), async () =>
        {
            await Eventually.Holds("some is judged", async () => (await registrar.Get(stored)).Is(200)["worked"].GetInt32() == 4_000);
            await Cut();
        });
        Assert.Equal("judging", (await registrar.Get(stored)).Is(200)["state"].GetString());
        await Judge();
        Assert.Equal((5_000, 0, 0, 0, 0), Counts((await registrar.Get(stored)).Is(200)["stored"]));

        // In the middle of accepting.
        await WhileHeld(stored, 4_500, async () => Assert.True((await registrar.Post($"{stored}/acceptance", new { })).Status >= 500), async () =>
        {
            await Eventually.Holds("some is recorded", async () => (await registrar.Get(stored)).Is(200)["worked"].GetInt32() == 4_000);
            await Cut();
        });
        Assert.Equal(before, await State());
        Assert.Equal("ready", (await registrar.Get(stored)).Is(200)["state"].GetString());
        Assert.Equal(5_000, (await registrar.Post($"{stored}/acceptance", new { })).Is(200)["accepted"].GetInt32());
        Assert.Equal("done", (await registrar.Get(stored)).Is(200)["state"].GetString());
    }

    [Fact]
    public async Task A_list_that_we_cannot_judge_holds_up_no_other()
    {
        var registrar = await house.As("HETS", "registrar");
        var bad = await Stored("HETS-HG", Given.Csv(Given.Row("H-1")));
        await house.Execute(InterventionsService.Host, "update interventions.stored_import_row set line = '{}' where line like '%\"H-1\"%'");
        Clock.Move(TimeSpan.FromSeconds(1));
        var good = await Judged("HETS-HG", Given.Csv(Given.Row("H-2")));
        Assert.Equal("ready", (await registrar.Get(good)).Is(200)["state"].GetString());
        Assert.Equal("failed", (await registrar.Get(bad)).Is(200)["state"].GetString());
        (await registrar.Post($"{bad}/acceptance", new { })).IsProblem(409, "import-failed");
    }

    [Fact]
    public async Task What_is_no_list_is_refused_at_once_and_so_is_one_list_too_many()
    {
        var registrar = await house.As("CG68", "registrar");
        await Given.AgreementInForce(house, "ROOM", ["CG68", "HG"]);
        (await registrar.PostRaw("imports/stored?agreement=ROOM", [])).IsProblem(422, "file-empty");
        (await registrar.PostRaw("imports/stored?agreement=ROOM", "Date;Jour\n1;2\n"u8.ToArray())).IsProblem(422, "header-unknown");
        // One long text that a workbook says in many cells.
        var heavy = GivenSheet.Below(string.Concat(Enumerable.Range(2, 3_500).Select(row => GivenSheet.Row(row, ('H', """<c r="H0" t="s"><v>0</v></c>""".Replace("H0", $"H{row}", StringComparison.Ordinal))))), $"<si><t>{new string('x', 32_000)}</t></si>");
        (await registrar.PostRaw("imports/stored?agreement=ROOM", heavy, TableFile.XlsxType)).IsProblem(422, "file-too-large-inside");
        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.stored_import where institution = 'CG68'"));

        // Rows that cannot be read are there to be looked at.
        var unread = (await registrar.PostRaw("imports/stored?agreement=ROOM", Given.Csv(Given.Row(quantity: "beaucoup")))).Is(202)["import"].GetString();
        await Judge();
        Assert.Equal((0, 0, 0, 0, 1), Counts((await registrar.Get($"imports/{unread}")).Is(200)["stored"]));
        (await registrar.Post($"imports/{unread}/acceptance?partial=true", new { })).Is(200);
        Assert.Equal("done", (await registrar.Get($"imports/{unread}")).Is(200)["state"].GetString());
        for (var list = 1; list <= StoredImport.ListsLimit; list++)
        {
            (await registrar.PostRaw("imports/stored?agreement=ROOM", Given.Csv(Given.Row(lender: "CG68", receiver: "HG")))).Is(202);
        }

        var full = (await registrar.PostRaw("imports/stored?agreement=ROOM", Given.Csv(Given.Row()))).IsProblem(409, "stored-imports-full");
        Assert.Equal($"{StoredImport.ListsLimit}", full["values"].GetProperty("limit").GetString());
        // Others have room.
        (await (await house.As("HG", "registrar")).PostRaw("imports/stored?agreement=ROOM", Given.Csv(Given.Row()))).Is(202);
        Clock.Move(TimeSpan.FromHours(25));
        var big = (await registrar.PostRaw("imports/stored?agreement=ROOM", Given.Csv(Given.Row(lender: "CG68", receiver: "HG")))).Is(202)["import"].GetString();
        await house.Execute(InterventionsService.Host, "update interventions.stored_import set size = @size where id = @big::uuid", new { size = StoredImport.SizeAtMost, big });
        (await registrar.PostRaw("imports/stored?agreement=ROOM", Given.Csv(Given.Row()))).IsProblem(409, "stored-imports-full");
        await Judge();
        // What is accepted waits no longer.
        (await registrar.Post($"imports/{big}/acceptance", new { })).Is(200);
        (await registrar.PostRaw("imports/stored?agreement=ROOM", Given.Csv(Given.Row()))).Is(202);
    }

    [Fact]
    public async Task A_name_that_is_forgotten_is_struck_from_stored_lists_too()
    {
        (await (await house.As("HG", "registrar")).Post("contributors", new { institution = "HG", code = "HG-077", name = "Zzqa Brevforg" })).Is(201);
        // Also from a row that could not be read.
        var stored = await Judged("HETS-HG", Given.Csv([.. new[] { Given.Row("W-1"), Given.Row("W-2", quantity: "beaucoup") }
            .Select(row => row.Replace("Budget et désendettement", "Atelier de Zzqa Brevforg", StringComparison.Ordinal))]));
        (await (await house.As("HG", "management")).Post("contributors/HG/HG-077/forgettings", new { reason = "left" })).Is(201);
        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.stored_import_row as kept where kept::text ilike '%brevforg%'"));
        var registrar = await house.As("HETS", "registrar");
        var rows = (await registrar.Get($"{stored}/rows")).Is(200)["rows"];
        Assert.Equal("Atelier de HG-077", rows[0].GetProperty("line").GetProperty("title").GetString());
        Assert.Equal("Atelier de HG-077", rows[1].GetProperty("cells").GetProperty("title").GetString());
        (await registrar.Post($"{stored}/acceptance?partial=true", new { })).Is(200);
        Assert.Equal("Atelier de HG-077", (await registrar.Get($"interventions/{await LineOf("W-1")}")).Is(200)["title"].GetString());
    }

    /// <summary>Lines that are known, that a list will change, and that are cancelled.</summary>
    private async Task World(string agreement)
    {
        await Given.AgreementInForce(house, agreement);
        var registrar = await house.As("HETS", "registrar");
        var known = new[] { ("K", 10), ("C", 10), ("X", 3) }.SelectMany(kind => Enumerable.Range(1, kind.Item2).Select(index => Given.Row($"{kind.Item1}-{index}")));
        (await registrar.PostRaw($"imports?agreement={agreement}", Given.Csv([.. known]))).Is(200);
        foreach (var index in Enumerable.Range(1, 3))
        {
            (await registrar.Act($"interventions/{await LineOf($"X-{index}", agreement)}/cancellations", new { reason = "Did not take place" })).Is(200);
        }
    }

    private async Task<string> Stored(string agreement, byte[] file)
    {
        var stored = (await (await house.As("HETS", "registrar")).PostRaw($"imports/stored?agreement={agreement}", file)).Is(202);
        Assert.Equal("judging", stored["state"].GetString());
        return $"imports/{stored["import"].GetString()}";
    }

    private async Task<string> Judged(string agreement, byte[] file)
    {
        var stored = await Stored(agreement, file);
        await Judge();
        return stored;
    }

    private Task Judge()
    {
        var database = house.Database(InterventionsService.Host);
        return new JudgeStoredImports(database, new RelayLease(database, Clock), Clock, NullLogger<JudgeStoredImports>.Instance).JudgeAll(CancellationToken.None);
    }

    private Task Purge()
    {
        var database = house.Database(InterventionsService.Host);
        return new PurgeStoredImports(database, new RelayLease(database, Clock), Clock, NullLogger<PurgeStoredImports>.Instance).Purge();
    }

    /// <summary>Does something that comes to a row which is held, looks, and lets go.</summary>
    private async Task WhileHeld(string stored, int row, Func<Task> work, Func<Task> look)
    {
        Task working;
        await using (var connection = await house.OwnerDatabase(InterventionsService.Host).OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal(row, await connection.ExecuteScalarAsync<int>(
                "select row from interventions.stored_import_row where stored_import = @id and row >= @row and line is not null order by row limit 1 for update",
                new { id = Guid.Parse(stored.Split('/')[1]), row }));
            working = Task.Run(work);
            await look();
        }

        await working;
    }

    /// <summary>Ends the connection that comes to wait for a lock, as a database that is restarted does.</summary>
    private async Task Cut()
    {
        await using var admin = new NpgsqlConnection(PostgresUrl.Parse(house.Settings(InterventionsService.Host)["Database:Admin"]!).ConnectionString);
        var name = new NpgsqlConnectionStringBuilder(house.Database(InterventionsService.Host).ConnectionString).Database;
        await Eventually.Equal(1, () => admin.ExecuteScalarAsync<int>("""
            select count(pg_terminate_backend(pid))::int from pg_stat_activity
            where datname = @name and application_name in ('interventions', 'test-interventions') and wait_event_type = 'Lock'
            """, new { name }));
    }

    private async Task<Guid> LineOf(string reference, string agreement = "HETS-HG") => await house.Scalar<Guid>(
        InterventionsService.Host, "select intervention from interventions.line_reference where agreement = @agreement and reference = @reference", new { agreement, reference });

    private async Task<string> Lines(string agreement) => string.Join('\n',
        (await (await house.As("HG", "registrar")).Get($"interventions/list.csv?agreement={agreement}")).Is(200).Text.Split('\n').Order(StringComparer.Ordinal));

    private Task<string> Proposed(string agreement) => house.Scalar<string>(InterventionsService.Host, """
        select string_agg(concat_ws(' ', reference.reference, proposed.institution, proposed.proposed_by, proposed.content), chr(10) order by reference.reference)
        from interventions.proposed_change as proposed join interventions.line_reference as reference using (intervention) where reference.agreement = @agreement
        """, new { agreement });

    private Task<string> State() => house.Scalar<string>(InterventionsService.Host, """
        select (select count(*) from interventions.intervention) || ' ' || (select count(*) from interventions.line_reference) || ' '
            || (select count(*) from interventions.contributor) || ' ' || (select count(*) from interventions.import) || ' ' || (select count(*) from interventions.proposed_change)
        """);

    private static (int New, int Known, int Changes, int Cancelled, int Faults) Counts(JsonElement stored) => (
        stored.GetProperty("new").GetInt32(), stored.GetProperty("known").GetInt32(), stored.GetProperty("changes").GetInt32(),
        stored.GetProperty("cancelled").GetInt32(), stored.GetProperty("faults").GetInt32());
}
