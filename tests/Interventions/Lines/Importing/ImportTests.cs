using Dapper;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Importing;

[Trait("needs", "servers")]
public sealed class ImportTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.agreement") == 0)
        {
            await Given.AgreementInForce(house);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_writes_nothing()
    {
        var before = await State();
        var reply = (await Import(Given.Csv(Given.Row("DRY-1"), Given.Row("DRY-2", quantity: "0")), "&dryRun=true")).Is(200);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, reply["import"].ValueKind);
        Assert.Equal("""[{"row":3,"column":"Quantité","code":"quantity-not-positive","message":"The quantity must be above zero.","value":"0"}]""", reply["rejected"].GetRawText());
        Assert.Equal(before, await State());
    }

    [Fact]
    public async Task One_bad_row_keeps_the_whole_file_out_and_with_partial_the_good_rows_come_in()
    {
        var before = await State();
        var file = Given.Csv(
            Given.Row("BAD-1"), Given.Row("BAD-2", lender: "XX"), Given.Row("BAD-3", domain: "formation-continue", date: "31.01.2015"), Given.Row("BAD-4", nature: "x"),
            Given.Row("BAD-5", unit: "x"), Given.Row("BAD-6", date: "13.05.2012"), Given.Row("BAD-7", quantity: "-1"), Given.Row("BAD-8", quantity: "abc"),
            Given.Row("BAD-9", quantity: "25"), Given.Row("BAD-10", quantity: "0,01"));
        var refused = (await Import(file)).IsProblem(422, "import-rejected");
        Assert.Equal(
            [
                "3 Institution d'origine institution-unknown", "4 Domaine domain-not-admitted", "5 Nature nature-unknown", "6 Unité unit-unknown",
                "7 Date date-outside-agreement", "8 Quantité quantity-not-positive", "9 Quantité quantity-invalid", "10 Quantité minutes-over-a-day", "11 Quantité minutes-not-whole",
            ],
            refused["rejected"].EnumerateArray().Select(row => $"{row.GetProperty("row")} {row.GetProperty("column")} {row.GetProperty("code")}"));
        Assert.Equal(before, await State());

        var partial = (await Import(file, "&partial=true")).Is(200);
        Assert.Equal(1, partial["accepted"].GetInt32());
        Assert.Equal(refused["rejected"].GetRawText(), partial["rejected"].GetRawText());
    }

    [Fact]
    public async Task Any_prefix_imported_in_any_order_and_again_ends_in_the_same_lines()
    {
        var round = 0;
        await Task.CompletedTask;
        Prop.ForAll(Gen.Choose(1, 8).ListOf(4).ToArbitrary(), prefixes =>
        {
            round++;
            var rows = Enumerable.Range(1, 8).Select(index => Given.Row($"P{round}-{index}", quantity: $"{index}")).ToArray();
            foreach (var length in prefixes.Append(8).Append(8))
            {
                Import(Given.Csv(rows[..length])).GetAwaiter().GetResult().Is(200);
            }

            return house.Scalar<long>(InterventionsService.Host, "select count(*) * 1000 + sum(taught_minutes) from interventions.line_reference join interventions.intervention on id = intervention where reference like @like", new { like = $"P{round}-%" })
                .GetAwaiter().GetResult() == (8 * 1000) + (36 * 60);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    [Fact]
    public async Task A_known_reference_with_other_content_is_a_proposed_change_that_a_registrar_takes_or_drops()
    {
        Assert.Equal(1, (await Import(Given.Csv(Given.Row("TWICE-1"), Given.Row("TWICE-1")))).Is(200)["duplicates"].GetInt32());
        Assert.Equal(1, (await Import(Given.Csv(Given.Row("TWICE-2")))).Is(200)["accepted"].GetInt32());
        var twice = (await Import(Given.Csv(Given.Row("TWICE-2", quantity: "3")))).Is(200);
        Assert.Equal((0, 1), (twice["accepted"].GetInt32(), twice["proposed"].GetInt32()));
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal(1, (await Import(Given.Csv(Given.Row("TWICE-1", quantity: "3")))).Is(200)["proposed"].GetInt32());
        }

        var id = await house.Scalar<Guid>(InterventionsService.Host, "select intervention from interventions.line_reference where reference = 'TWICE-1'");
        var registrar = await house.As("HG", "registrar");
        (await (await house.As("CG68", "registrar")).Get($"interventions/{id}/proposed-changes")).IsProblem(404, "intervention-not-found");
        // Said twice, proposed once.
        var proposal = Assert.Single((await registrar.Get($"interventions/{id}/proposed-changes")).Is(200)["proposed"].EnumerateArray()).GetProperty("id");
        var line = (await registrar.Get($"interventions/{id}")).Is(200);
        Assert.Equal(1.5m, line["quantity"].GetDecimal());
        var decision = $"proposed-changes/{proposal}/decisions";
        (await registrar.Post(decision, new { decision = "taken", reason = "Liste corrigée" })).IsProblem(428, "etag-missing");
        (await registrar.Post(decision, new { decision = "taken" }, ifMatch: line.ETag)).IsProblem(422, "reason-missing");
        var taken = (await registrar.Post(decision, new { decision = "taken", reason = "Liste corrigée" }, ifMatch: line.ETag)).Is(200);
        Assert.Equal((3m, 2), (taken["quantity"].GetDecimal(), taken["revision"].GetInt32()));
        (await registrar.Post(decision, new { decision = "dropped" })).IsProblem(404, "proposed-change-not-found");
        // The list that said so first is a duplicate now, and the older one proposes what was.
        Assert.Equal(1, (await Import(Given.Csv(Given.Row("TWICE-1", quantity: "3")))).Is(200)["duplicates"].GetInt32());
    }

    [Fact]
    public async Task Who_proposed_a_change_that_was_taken_does_not_confirm_the_line()
    {
        (await Import(Given.Csv(Given.Row("PROPOSED-1")))).Is(200);
        Assert.Equal(1, (await Import(Given.Csv(Given.Row("PROPOSED-1", quantity: "3")), subject: "HETS-proposer")).Is(200)["proposed"].GetInt32());
        var id = await house.Scalar<Guid>(InterventionsService.Host, "select intervention from interventions.line_reference where reference = 'PROPOSED-1'");
        var registrar = await house.As("HG", "registrar");
        var line = (await registrar.Get($"interventions/{id}")).Is(200);
        var proposal = (await registrar.Get($"interventions/{id}/proposed-changes")).Is(200)["proposed"][0].GetProperty("id");

        // What is proposed only is nobody's content yet.
        var proposer = await house.As("HETS", "approver", "HETS-proposer");
        (await proposer.Post($"interventions/{id}/confirmations", new { }, ifMatch: line.ETag)).Is(200);
        line = (await registrar.Get($"interventions/{id}")).Is(200);
        (await registrar.Post($"proposed-changes/{proposal}/decisions", new { decision = "taken", reason = "Liste corrigée" }, ifMatch: line.ETag)).Is(200);
        (await proposer.Act($"interventions/{id}/confirmations", new { })).IsProblem(403, "registered-by-same-person");
        (await (await house.As("HETS", "approver")).Act($"interventions/{id}/confirmations", new { })).Is(200);
    }

    [Fact]
    public async Task One_file_of_each_institution_is_worked_at_a_time_three_wait_and_others_are_told_when_to_come_again()
    {
        await Given.AgreementInForce(house, "CROWD");
        var (hets, hg) = (await house.As("HETS", "registrar"), await house.As("HG", "registrar"));
        Task<Reply[]> replies;
        await using (var connection = await house.OwnerDatabase(InterventionsService.Host).OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // Holds up every import of the agreement. There are more of them than the service has connections.
            await connection.ExecuteAsync("select from interventions.agreement where ref = 'CROWD' for update");
            replies = Task.WhenAll(Enumerable.Range(1, 50).Select(index => hets.PostRaw("imports?agreement=CROWD", Given.Csv(Given.Row($"CROWD-{index}")))));
            await Waiting(1);
            (await hets.Get("agreements/CROWD")).Is(200);
            // Another institution's does not wait for them.
            var others = hg.PostRaw("imports?agreement=CROWD", Given.Csv(Given.Row("CROWD-HG")));
            await Waiting(2);
            await transaction.RollbackAsync();
            Assert.Equal(1, (await others).Is(200)["accepted"].GetInt32());
        }

        Assert.Equal(4, (await replies).Count(reply => reply.Status == 200 && reply["accepted"].GetInt32() == 1));
        Assert.All((await replies).Where(reply => reply.Status != 200), reply => reply.IsProblem(429, "too-many-files"));

        Task Waiting(long imports) => Eventually.Equal(imports, () => house.Scalar<long>(InterventionsService.Host,
            "select count(*) from pg_locks join pg_stat_activity using (pid) where datname = current_database() and not granted"));
    }

    [Fact]
    public async Task An_import_tells_how_far_it_has_come_and_what_it_did()
    {
        var id = Guid.CreateVersion7();
        var registrar = await house.As("HETS", "registrar");
        (await registrar.Get($"imports/{id}")).IsProblem(404, "import-not-found");
        (await registrar.PostRaw($"imports?agreement=HETS-HG&id={id}", Given.Csv(Given.Row("PROG-1"), Given.Row("PROG-2", quantity: "x")))).Is(422);
        Assert.Equal("rejected", (await registrar.Get($"imports/{id}")).Is(200)["state"].GetString());
        (await registrar.PostRaw($"imports?agreement=HETS-HG&id={id}", Given.Csv(Given.Row("PROG-1"), Given.Row("PROG-2")))).Is(200);
        var done = (await registrar.Get($"imports/{id}")).Is(200);
        Assert.Equal(("done", 2, 2, 2), (done["state"].GetString(), done["rows"].GetInt32(), done["worked"].GetInt32(), done["accepted"].GetInt32()));
        (await registrar.PostRaw($"imports?agreement=HETS-HG&id={id}", Given.Csv(Given.Row("PROG-3")))).IsProblem(409, "import-id-taken");
    }

    [Fact]
    public async Task Files_that_are_no_lists_get_a_problem()
    {
        (await Import([])).IsProblem(422, "file-empty");
        (await Import([0x89, 0x50, 0x4E, 0x47])).IsProblem(422, "file-not-utf8");
        (await Import("Date;Jour\n1;2\n"u8.ToArray())).IsProblem(422, "header-unknown");
        (await Import(new byte[50 * 1024 * 1024])).IsProblem(413, "body-too-large");
        (await (await house.As("HETS", "registrar")).PostRaw("imports", Given.Csv(Given.Row("Q-1")))).IsProblem(400, "request-invalid");
        (await (await house.As("ISSM", "registrar")).PostRaw("imports?agreement=HETS-HG", Given.Csv(Given.Row("Q-1")))).IsProblem(404, "agreement-not-found");
        (await (await house.As("HETS", "auditor")).PostRaw("imports?agreement=HETS-HG", Given.Csv(Given.Row("Q-1")))).IsProblem(403, "role-missing");
    }

    [Fact]
    public async Task A_workbook_is_imported_like_a_text_file()
    {
        object?[] header = [.. GivenSheet.Headers.Split(';')];
        object?[] Line(string reference, decimal quantity) =>
            [reference, new DateOnly(2014, 10, 1), "HG", "HETS", "HG-031", "formation-de-base", "cours", "Budget et désendettement", quantity, "heure", "directe", true];
        var file = GivenSheet.Write([header, Line("XLSX-1", 1.5m), Line("XLSX-2", 25m)]);
        var registrar = await house.As("HETS", "registrar");

        var before = await State();
        var refused = (await registrar.PostRaw("imports?agreement=HETS-HG", file, TableFile.XlsxType)).IsProblem(422, "import-rejected");
        Assert.Equal("""[{"row":3,"column":"Quantité","code":"minutes-over-a-day","message":""", refused["rejected"].GetRawText()[..68]);
        Assert.Equal(before, await State());

        Assert.Equal(1, (await registrar.PostRaw("imports?agreement=HETS-HG&partial=true", file, TableFile.XlsxType)).Is(200)["accepted"].GetInt32());
        Assert.Equal(1, (await Import(Given.Csv(Given.Row("XLSX-1")))).Is(200)["duplicates"].GetInt32());
        Assert.Equal(1, (await Import(GivenSheet.Write([header, Line("XLSX-1", 1.5m)]))).Is(200)["duplicates"].GetInt32());
        (await registrar.PostRaw("imports?agreement=HETS-HG", Given.Csv(Given.Row("XLSX-3")), TableFile.XlsxType)).IsProblem(422, "file-not-xlsx");
    }

    [Fact]
    public async Task An_import_is_confirmed_in_bulk_by_both_sides()
    {
        var import = (await Import(Given.Csv([.. Enumerable.Range(1, 40).Select(index => Given.Row($"BULK-{index}"))]))).Is(200)["import"].GetString();
        var both = await house.As("HETS", "approver", "HETS-registrar");
        var same = (await both.Post("interventions/confirmations", new { import })).Is(200);
        Assert.Equal(0, same["turned"].GetInt32());
        Assert.Equal("registered-by-same-person", same["refused"][0].GetProperty("code").GetString());

        var hets = (await (await house.As("HETS", "approver")).Post("interventions/confirmations", new { import })).Is(200);
        Assert.Equal((40, 0), (hets["turned"].GetInt32(), hets["confirmed"].GetInt32()));
        var hg = (await (await house.As("HG", "approver")).Post("interventions/confirmations", new { import })).Is(200);
        Assert.Equal((40, 40), (hg["turned"].GetInt32(), hg["confirmed"].GetInt32()));
        var again = (await (await house.As("HG", "approver")).Post("interventions/confirmations", new { import })).Is(200);
        Assert.Equal((0, 40), (again["turned"].GetInt32(), again["alreadyTurned"].GetInt32()));
        Assert.Equal(40, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.intervention where import = @import::uuid and state = 'confirmed' and credited_minutes = 135", new { import }));

        (await (await house.As("ISSM", "approver")).Post("interventions/confirmations", new { import })).IsProblem(404, "import-not-found");
        (await (await house.As("HG", "approver")).Post("interventions/confirmations", new { })).IsProblem(422, "confirmation-target-missing");
        (await (await house.As("HG", "approver")).Post("interventions/confirmations", new { ids = Array.Empty<Guid>() })).IsProblem(422, "confirmation-ids-invalid");
    }

    private async Task<Reply> Import(byte[] file, string options = "", string? subject = null) =>
        await (await house.As("HETS", "registrar", subject)).PostRaw($"imports?agreement=HETS-HG{options}", file);

    private Task<string> State() => house.Scalar<string>(InterventionsService.Host, """
        select (select count(*) from interventions.intervention) || ' ' || (select count(*) from interventions.line_reference) || ' '
            || (select count(*) from interventions.contributor) || ' ' || (select count(*) from interventions.import)
        """);
}
