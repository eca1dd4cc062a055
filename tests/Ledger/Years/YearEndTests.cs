using HourExchange.Interventions.Lines.Confirming;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HourExchange.Tests.Ledger.Years;

/// <summary>The end of a year as people live it: everything at the public API, with Interventions answering over the bus.</summary>
[Trait("needs", "servers")]
public sealed class YearEndTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_worked_check_from_the_first_line_to_the_payment()
    {
        var work = await BookAtWork.Open(house, "WORKED");
        await work.Post(270);
        await work.Post(67);
        var wrong = await work.Post(120);
        await work.Post(100, lender: "HETS");
        (await (await house.As("HETS", "registrar")).Act($"{wrong}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        await work.Confirm(wrong);
        await Eventually.Equal(237, () => BookTables.Balance(house, "HG", "WORKED"));
        // Waits for its keys: it is counted in the statement and blocks nothing.
        await work.Register(30);

        var running = (await (await work.Finance()).AskLedger("books/WORKED/years")).Is(200).Json.EnumerateArray().Last().GetProperty("year").GetString()!;
        (await work.TryDraft(running)).IsProblem(409, "year-running");
        Assert.Equal("2014-2015", (await work.TryDraft("2015-2016")).IsProblem(409, "earlier-year-open")["year"].GetString());
        (await work.TryDraft("2013-2014")).IsProblem(404, "year-not-found");
        (await work.TryClose()).IsProblem(409, "no-statement");
        (await (await house.As("HETS", "approver")).PostToLedger("books/WORKED/years/2014-2015/statement")).Is(403);
        (await (await house.As("ISSM", "finance")).PostToLedger("books/WORKED/years/2014-2015/statement")).IsProblem(404, "book-not-found");

        Assert.Equal(("draft", "", ""), (await work.Acts("HG"), await work.Acts("HG", role: "auditor"), await work.Acts("HG", year: "2015-2016")));
        var replaced = await work.Draft();
        await work.Register(45);
        var drafted = (await work.TryDraft()).Is(201);
        var hash = drafted["hash"].GetString()!;
        Assert.Equal(("drafted", 2, 1), (await work.State(), drafted["content"].GetProperty("openLines").GetInt32(), drafted["content"].GetProperty("edition").GetInt32()));
        Assert.Equal(("draft refuse", "draft sign refuse"), (await work.Acts("HETS", person: 1), await work.Acts("HG")));
        (await work.Sign("HG", replaced)).IsProblem(412, "statement-hash-stale");
        (await work.Sign("HETS", hash, person: 1)).IsProblem(403, "signed-by-drafter");
        (await (await house.As("HG", "management")).PostToLedger("books/WORKED/years/2014-2015/signatures", new { hash })).Is(403);
        (await (await house.As("ISSM", "finance")).PostToLedger("books/WORKED/years/2014-2015/signatures", new { hash })).IsProblem(404, "book-not-found");
        Assert.Equal("HETS HG", Unsigned(await work.TryClose()));
        Assert.False((await work.Sign("HG", hash)).Is(201)["byAll"].GetBoolean());
        (await work.Sign("HG", hash, person: 3)).IsProblem(409, "already-signed");
        Assert.Equal("HETS", Unsigned(await work.TryClose()));
        Assert.Equal(("refuse", "sign refuse"), (await work.Acts("HG", person: 3), await work.Acts("HETS")));
        (await work.TryDraft()).IsProblem(409, "year-signed");
        Assert.True((await work.Sign("HETS", hash)).Is(201)["byAll"].GetBoolean());

        Assert.Equal("refuse close", await work.Acts("HETS", person: 1));
        var closed = (await work.TryClose()).Is(200);
        Assert.Equal(("", "countersign"), (await work.Acts("HETS", person: 1), await work.Acts("HG")));
        Assert.Equal(("closing", 1), (await work.State(), closed["number"].GetInt32()));
        (await work.TryClose()).IsProblem(409, "year-closed");
        Assert.Equal("draft", await work.Acts("HG", year: "2015-2016"));
        (await work.Sign("HG", hash)).IsProblem(412, "statement-hash-stale");
        var root = closed["root"].GetString()!;
        (await work.Sign("HETS", root, person: 1)).IsProblem(403, "signed-by-drafter");
        Assert.Equal("closing", (await work.Sign("HG", root)).Is(201)["state"].GetString());
        Assert.Equal("closed", (await work.Sign("HETS", root)).Is(201)["state"].GetString());
        Assert.Equal(("closed", "reopen", "draft"), (await work.State(), await work.Acts("HG"), await work.Acts("HG", year: "2015-2016")));
        Assert.Equal("HETS 2015-2016 -180, HG 2015-2016 180", await work.Balance());

        var statement = await work.Statement();
        Assert.Equal(
            ["lines 1 intervention 270", "lines 2 intervention 67", "lines 3 intervention 120", "lines 4 intervention 100", "lines 5 reversal 120",
                "closing 6 settlement 57", "closing 7 carry-forward 180", "closing 8 carry-forward 180"],
            BookAtWork.Lines(statement));
        Assert.Equal(4, statement["signatures"].GetArrayLength());
        var owed = Assert.Single(statement["settlements"].EnumerateArray().ToList());
        Assert.Equal(("HETS", "HG", 57, 61.75m, "open"), (owed.GetProperty("payer").GetString(), owed.GetProperty("payee").GetString(), owed.GetProperty("minutes").GetInt32(), owed.GetProperty("amount").GetDecimal(), owed.GetProperty("state").GetString()));
        var payment = new { paidOn = "2015-10-15", reference = "RF18 5390 0754 7034" };
        (await (await house.As("ISSM", "finance")).PostToLedger("books/WORKED/years/2014-2015/settlement", payment)).IsProblem(404, "book-not-found");
        (await (await work.Finance()).PostToLedger("books/WORKED/years/2014-2015/settlement", new { paidOn = "2999-01-01", reference = "RF18" })).IsProblem(422, "payment-date-invalid");
        Assert.Equal("paid", (await (await work.Finance("HG")).PostToLedger("books/WORKED/years/2014-2015/settlement", payment)).Is(200)["state"].GetString());
        (await (await work.Finance()).PostToLedger("books/WORKED/years/2014-2015/settlement", payment)).IsProblem(409, "settlement-paid");
        (await (await work.Finance()).PostToLedger("books/WORKED/years/2014-2015/reopening", new { reason = "Une ligne manque" })).IsProblem(409, "settlement-paid");
        Assert.Equal("", await work.Acts("HG"));
    }

    [Fact]
    public async Task A_disputed_line_blocks_unless_the_statement_leaves_it_out_by_name()
    {
        var work = await BookAtWork.Open(house, "DISPUTED");
        var posted = (await work.Post(60)).Split('/')[1];
        var path = await work.Register(45);
        var disputed = path.Split('/')[1];
        (await (await house.As("HG", "approver")).Act($"{path}/disputes", new { reason = "Pas eu lieu" })).Is(200);
        var blocked = (await work.TryDraft()).IsProblem(409, "lines-disputed");
        Assert.Equal(disputed, Assert.Single(blocked["lines"].EnumerateArray().ToList()).GetString());
        (await work.TryDraft("2014-2015", disputed, posted)).IsProblem(422, "line-not-disputed");
        var content = (await work.TryDraft("2014-2015", disputed)).Is(201)["content"];
        Assert.Equal((disputed, 1), (content.GetProperty("disputedExcluded")[0].GetString(), content.GetProperty("lines").GetInt32()));
    }

    [Fact]
    public async Task A_disputed_line_that_is_posted_is_signed_as_contested_and_counted_with_its_minutes()
    {
        var work = await BookAtWork.Open(house, "CONTESTED");
        await work.Post(30);
        var path = await work.Post(60);
        var contested = path.Split('/')[1];
        (await (await house.As("HG", "approver")).Act($"{path}/disputes", new { reason = "Trop long" })).Is(200);
        var blocked = (await work.TryDraft()).IsProblem(409, "lines-disputed");
        Assert.Equal((contested, contested), (blocked["lines"][0].GetString(), blocked["posted"][0].GetString()));
        (await work.TryDraft("2014-2015", contested)).IsProblem(422, "line-posted");
        var content = (await work.TryDraftCounting(contested)).Is(201)["content"];
        Assert.Equal((0, 2), (content.GetProperty("disputedExcluded").GetArrayLength(), content.GetProperty("lines").GetInt32()));
        var counted = Assert.Single(content.GetProperty("contestedCounted").EnumerateArray().ToList());
        Assert.Equal((2, contested, 60), (counted.GetProperty("number").GetInt32(), counted.GetProperty("line").GetString(), counted.GetProperty("minutes").GetInt32()));
        Assert.Equal(90, content.GetProperty("figures")[0].GetProperty("received").GetInt32());

        // Once the dispute is withdrawn there is nothing to name.
        (await (await house.As("HG", "approver")).Act($"{path}/withdrawals", new { reason = "Entendu" })).Is(200);
        (await work.TryDraftCounting(contested)).IsProblem(422, "line-not-disputed");
    }

    [Fact]
    public async Task A_line_whose_announcement_was_lost_blocks_until_it_is_posted()
    {
        var work = await BookAtWork.Open(house, "LOST");
        await work.Post(60);
        await using var broker = await Broker.Connect(house);
        var path = await work.Register(45);
        var lost = await LosingAnnouncement.Of(house, broker, path);
        var blocked = (await work.TryDraft()).IsProblem(409, "lines-unposted");
        Assert.Equal(path.Split('/')[1], Assert.Single(blocked["lines"].EnumerateArray().ToList()).GetString());
        await lost.Find();
        await work.Posted(path);
        await work.Draft();
    }

    [Fact]
    public async Task Until_the_first_signature_a_line_withdraws_the_draft_and_after_it_the_line_is_late()
    {
        var work = await BookAtWork.Open(house, "LATE");
        var first = await work.Post(60);
        var stale = await work.Draft();
        await work.Post(30);
        Assert.Equal("open", await work.State());
        (await work.Sign("HG", stale)).IsProblem(409, "no-statement");

        var hash = await work.Draft();
        (await work.Sign("HG", hash)).Is(201);
        await work.Post(25, "2014-11-03");
        Assert.Equal("signed", await work.State());
        var late = (await work.Statement("2015-2016"))["lines"][0];
        Assert.Equal(("late", "2014-11-03", "2015-09-01"), (late.GetProperty("section").GetString(), late.GetProperty("lineDate").GetString(), late.GetProperty("valueDate").GetString()));

        var refusal = new { hash, reason = "Le total ne convient pas" };
        (await (await work.Finance()).PostToLedger("books/LATE/years/2014-2015/refusals", new { hash = stale, refusal.reason })).IsProblem(412, "statement-hash-stale");
        (await (await work.Finance()).PostToLedger("books/LATE/years/2014-2015/refusals", new { hash, reason = " " })).IsProblem(422, "reason-invalid");
        (await (await work.Finance()).PostToLedger("books/LATE/years/2014-2015/refusals", refusal)).Is(200);
        (await (await work.Finance()).PostToLedger("books/LATE/years/2014-2015/refusals", refusal)).IsProblem(409, "no-statement");
        Assert.Equal("open", await work.State());

        await work.Close();
        var closed = (await work.Statement()).Text;
        // A line of the closed year is corrected: taken back and posted anew in the next.
        (await (await house.As("HETS", "registrar")).Act($"{first}/corrections", new { reason = "Dix minutes de plus", changes = new { quantity = 70 } })).Is(200);
        await work.Confirm(first);
        await Eventually.Equal(7, () => BookTables.Count(house, "LATE"));
        await work.Post(200, "2015-10-01");
        await work.Close("2015-2016");
        // The closed statement says what became of the line since, and nothing else of it has changed.
        Assert.Equal(
            closed.Replace("\"reversedBy\":null,\"reversedIn\":null", "?", StringComparison.Ordinal),
            (await work.Statement()).Text.Replace("\"reversedBy\":6,\"reversedIn\":\"2015-2016\"", "?", StringComparison.Ordinal)
                .Replace("\"reversedBy\":null,\"reversedIn\":null", "?", StringComparison.Ordinal));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches((await work.Statement()).Text, "\"reversedBy\":6,"));
        var next = await work.Statement("2015-2016");
        Assert.Equal(
            ["opening 4 carry-forward 90", "opening 5 carry-forward 90", "lines 8 intervention 200", "late 6 reversal 60", "late 7 intervention 70", "late 3 intervention 25",
                "closing 9 settlement 145", "closing 10 carry-forward 180", "closing 11 carry-forward 180"],
            BookAtWork.Lines(next));
        Assert.Equal((-90, 200, -35), (Figure(next, "opening"), Figure(next, "received"), Figure(next, "late")));
        Assert.Equal("HETS 2016-2017 -180, HG 2016-2017 180", await work.Balance());
        Assert.Equal(2, next["number"].GetInt32());
    }

    [Fact]
    public async Task The_latest_closed_year_reopens_by_consent_of_all_and_gets_a_second_edition()
    {
        var work = await BookAtWork.Open(house, "REOPENED");
        await work.Post(237);
        const string Reopening = "books/REOPENED/years/2014-2015/reopening";
        var reason = new { reason = "Une ligne manque" };
        (await (await work.Finance()).PostToLedger(Reopening, reason)).IsProblem(409, "year-not-closed");
        await work.Close();
        await work.Post(20, "2014-12-01");
        Assert.Equal("HETS 2015-2016 -200, HG 2015-2016 200", await work.Balance());
        var first = await work.Statement();
        var proposal = (await (await work.Finance()).PostToLedger(Reopening, reason)).Is(201);
        var consents = $"proposals/{proposal["id"].GetString()}/consents";
        var hash = new { hash = proposal["hash"].GetString() };
        (await (await work.Finance()).PostToLedger(consents, hash)).IsProblem(409, "own-proposal");
        (await (await work.Finance("HG")).PostToLedger(consents, new { hash = "" })).IsProblem(412, "proposal-hash-stale");
        (await (await house.As("ISSM", "finance")).PostToLedger(consents, hash)).IsProblem(404, "proposal-not-found");
        (await (await work.Finance("HG")).PostToLedger(consents, hash)).Is(201);
        (await (await work.Finance("HG", 2)).PostToLedger(consents, hash)).IsProblem(409, "decided-by-institution");
        Assert.Equal("closed", await work.State());
        Assert.Equal("accepted", (await (await work.Finance("HETS", 2)).PostToLedger(consents, hash)).Is(201)["state"].GetString());
        (await (await work.Finance("HETS", 2)).PostToLedger(consents, hash)).IsProblem(409, "proposal-decided");
        Assert.Equal("open", await work.State());
        // The late line stays where it stands.
        Assert.Equal("HETS 2014-2015 -237, HG 2014-2015 237, HETS 2015-2016 -20, HG 2015-2016 20", await work.Balance());
        Assert.Equal("reopened", (await work.Statement())["settlements"][0].GetProperty("state").GetString());

        await work.Post(3, "2014-12-02");
        var second = await work.Close();
        Assert.Equal((1, 2), (second["number"].GetInt32(), second["edition"].GetInt32()));
        Assert.Equal("HETS 2015-2016 -200, HG 2015-2016 200", await work.Balance());
        Assert.Equal(["reopened 57", "open 60"], (await work.Statement())["settlements"].EnumerateArray().Select(owed => $"{owed.GetProperty("state").GetString()} {owed.GetProperty("minutes").GetInt32()}"));
        var former = (await (await work.Finance()).AskLedger("books/REOPENED/statement?year=2014-2015&edition=1")).Is(200);
        Assert.Equal((first["signedText"].GetString(), first["root"].GetString(), "reopened"), (former["signedText"].GetString(), former["root"].GetString(), former["state"].GetString()));

        var next = await work.Draft("2015-2016");
        (await work.Sign("HG", next, "2015-2016")).Is(201);
        (await (await work.Finance()).PostToLedger(Reopening, reason)).IsProblem(409, "later-year-signed");
    }

    [Fact]
    public async Task A_line_for_which_no_year_was_open_is_posted_once_the_agreement_is_prolonged()
    {
        var work = await BookAtWork.Open(house, "PROLONGED", content => content with { TermYears = 1, TacitRenewal = false });
        await work.Post(60);
        await work.Close();
        var path = await work.Register(10);
        await work.Confirm(path);
        var reader = await house.As("HETS", "registrar");
        await Eventually.Equal("no-open-year", async () => (await reader.Get(path)).Is(200)["postingRefused"].GetString());
        var again = (await house.Start(HourExchange.Interventions.InterventionsService.Host)).Services.GetServices<IHostedService>().OfType<AnnounceAfterProlongation>().Single();
        // Long after the agreement came into force: nothing has changed since.
        await house.Execute(HourExchange.Interventions.InterventionsService.Host, """
            update interventions.agreement_layer set in_force_since = now() - interval '1 hour' where agreement = 'PROLONGED';
            update interventions.intervention set ledger_answered_at = now() - interval '20 minutes' where agreement = 'PROLONGED'
            """);
        await again.Announce();
        Assert.Equal("no-open-year", (await reader.Get(path)).Is(200)["postingRefused"].GetString());

        await Agreeing.Amend(house, "PROLONGED", new { termYears = 2 }, "2015-08-31");
        await Eventually.Holds("the ledger knows the new end", () => house.Scalar<bool>(LedgerService.Host, "select ends_on = '2016-08-31' from ledger.agreement where ref = 'PROLONGED'"));
        await again.Announce();
        await work.Posted(path);
        Assert.Equal("2015-2016", (await work.Statement("2015-2016"))["year"].GetString());
        Assert.Equal("late", (await work.Statement("2015-2016"))["lines"].EnumerateArray().Last().GetProperty("section").GetString());
    }

    [Fact]
    public async Task The_last_year_of_an_agreement_settles_all_and_nothing_is_posted_after_it()
    {
        var work = await BookAtWork.Open(house, "ENDED", content => content with { TermYears = 1 });
        (await (await house.As("HG", "management")).Post("agreements/ENDED/notices", new { givenBy = "HG", receivedOn = "2015-03-02" })).Is(201);
        await Eventually.Holds("the ledger knows the end", () => house.Scalar<bool>(LedgerService.Host, "select ends_on = '2015-08-31' from ledger.agreement where ref = 'ENDED'"));
        await work.Post(237);
        await work.Close();
        Assert.Equal("", await work.Balance());
        var statement = await work.Statement();
        Assert.Equal(["lines 1 intervention 237", "closing 2 settlement 237"], BookAtWork.Lines(statement));
        Assert.Equal(256.75m, statement["settlements"][0].GetProperty("amount").GetDecimal());
        var years = (await (await work.Finance()).AskLedger("books/ENDED/years")).Is(200).Json.EnumerateArray();
        Assert.Equal("2014-2015", Assert.Single(years.ToList()).GetProperty("year").GetString());

        var path = await work.Register(10);
        await work.Confirm(path);
        var reader = await house.As("HETS", "registrar");
        await Eventually.Equal("no-open-year", async () => (await reader.Get(path)).Is(200)["postingRefused"].GetString());
        Assert.Equal(2, await BookTables.Count(house, "ENDED"));

        // Neither can a proposal take effect any more.
        var entries = new[] { new { institution = "HG", counterpart = "HETS", domain = "formation-de-base", valueDate = "2014-10-01", minutes = 5 } };
        var adjustment = (await (await work.Finance()).PostToLedger("books/ENDED/adjustments", new { reason = "Oubli", entries })).Is(201);
        var consent = $"proposals/{adjustment["id"].GetString()}/consents";
        (await (await work.Finance("HG")).PostToLedger(consent, new { hash = adjustment["hash"].GetString() })).Is(201);
        (await (await work.Finance("HETS", 2)).PostToLedger(consent, new { hash = adjustment["hash"].GetString() })).IsProblem(409, "no-open-year");

        // Once the year is open again the line is announced anew, and the next edition has it.
        var proposal = (await (await work.Finance()).PostToLedger("books/ENDED/years/2014-2015/reopening", new { reason = "Une ligne manque" })).Is(201);
        foreach (var (party, person) in new[] { ("HETS", 2), ("HG", 1) })
        {
            (await (await work.Finance(party, person)).PostToLedger($"proposals/{proposal["id"].GetString()}/consents", new { hash = proposal["hash"].GetString() })).Is(201);
        }

        await work.Posted(path);
        await work.Close();
        Assert.Equal(247, (await work.Statement())["settlements"].EnumerateArray().Single(owed => owed.GetProperty("state").GetString() == "open").GetProperty("minutes").GetInt32());
        (await (await work.Finance()).PostToLedger("books/ENDED/years/2014-2015/settlement", new { paidOn = "2015-08-30", reference = "R" })).IsProblem(422, "payment-date-invalid");
        (await (await work.Finance()).PostToLedger("books/ENDED/years/2014-2015/settlement", new { paidOn = "2015-08-31", reference = "R" })).Is(200);
    }

    [Fact]
    public async Task A_year_without_lines_closes_too_and_an_amendment_in_mid_year_changes_nothing_of_it()
    {
        var work = await BookAtWork.Open(house, "EMPTY");
        var amendment = (await (await house.As("HG", "management")).Post("agreements/EMPTY/amendments", new
        {
            kind = "amendment",
            reference = "Avenant 1",
            effectiveFrom = "2015-02-10",
            changes = new { carryCapMinutes = 5, settlementTariff = "60.00" },
        })).Is(201)["hash"].GetString();
        await Agreeing.Consent(house, "EMPTY", amendment, "HETS", "HG");

        await Eventually.Holds("the ledger knows the amendment", () => house.Scalar<bool>(LedgerService.Host, "select version = 2 from ledger.agreement where ref = 'EMPTY'"));
        Assert.Equal(1, (await work.Close())["number"].GetInt32());
        Assert.Empty((await work.Statement())["lines"].EnumerateArray());
        await work.Post(65, "2015-10-01");
        Assert.Equal(2, (await work.Close("2015-2016"))["number"].GetInt32());
        Assert.Equal("HETS 2016-2017 -5, HG 2016-2017 5", await work.Balance());
        Assert.Equal(60.00m, (await work.Statement("2015-2016"))["settlements"][0].GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Of_fifty_corrections_at_once_one_wins()
    {
        var work = await BookAtWork.Open(house, "FIFTY");
        var path = await work.Post(100);
        var registrar = await house.As("HETS", "registrar");
        var read = (await registrar.Get(path)).ETag;
        var replies = await AtOnce(index => registrar.Post($"{path}/corrections", new { reason = "Une autre durée", changes = new { quantity = 101 + index } }, ifMatch: read));
        var won = Assert.Single(replies, reply => reply.Status == 200);
        Assert.Equal(49, replies.Count(reply => reply is { Status: 412, Code: "line-changed" }));
        await work.Confirm(path);
        await Eventually.Equal(3, () => BookTables.Count(house, "FIFTY"));
        Assert.Equal((long)won["quantity"].GetDecimal(), await BookTables.Balance(house, "HG", "FIFTY"));
    }

    [Fact]
    public async Task Fifty_consents_signatures_and_closings_at_once_have_one_effect()
    {
        var work = await BookAtWork.Open(house, "ATONCE");
        await work.Post(237);
        var finance = await Task.WhenAll(Enumerable.Range(0, 50).Select(person => work.Finance("HG", 10 + person)));
        var proposal = (await (await work.Finance()).PostToLedger("books/ATONCE/openings", new
        {
            reason = "Solde repris",
            entries = new[] { new { institution = "HG", counterpart = "HETS", domain = "promotion", valueDate = "2014-09-01", minutes = 11 } },
        })).Is(201);
        var (consents, consent) = ($"proposals/{proposal["id"].GetString()}/consents", new { hash = proposal["hash"].GetString() });
        (await (await work.Finance("HETS", 2)).PostToLedger(consents, consent)).Is(201);
        OneOf(await AtOnce(index => finance[index].PostToLedger(consents, consent)), 201, "proposal-decided");
        Assert.Equal(2, await BookTables.Count(house, "ATONCE"));

        var hash = await work.Draft();
        (await work.Sign("HETS", hash)).Is(201);
        OneOf(await AtOnce(index => finance[index].PostToLedger("books/ATONCE/years/2014-2015/signatures", new { hash })), 201, "already-signed");
        var closings = await AtOnce(index => finance[index].PostToLedger("books/ATONCE/years/2014-2015/closing"));
        OneOf(closings, 200, "year-closed");
        Assert.Equal(6, await BookTables.Count(house, "ATONCE"));
        var root = closings.Single(reply => reply.Status == 200)["root"].GetString();
        (await work.Sign("HETS", root!)).Is(201);
        OneOf(await AtOnce(index => finance[index].PostToLedger("books/ATONCE/years/2014-2015/signatures", new { hash = root })), 201, "year-closed");
        Assert.Equal("HETS 2015-2016 -180, HG 2015-2016 180", await work.Balance());
        OneOf(await AtOnce(index => finance[index].PostToLedger("books/ATONCE/years/2014-2015/settlement", new { paidOn = "2015-10-15", reference = $"RF{index}" })), 200, "settlement-paid");
        Assert.Equal(BookTables.AllZero, await BookTables.Sums(house));
    }

    private static Task<Reply[]> AtOnce(Func<int, Task<Reply>> act) => Task.WhenAll(Enumerable.Range(0, 50).Select(act));

    private static void OneOf(Reply[] replies, int status, string otherwise)
    {
        Assert.Single(replies, reply => reply.Status == status);
        Assert.All(replies.Where(reply => reply.Status != status), reply => reply.IsProblem(409, otherwise));
    }

    private static string Unsigned(Reply closing) =>
        string.Join(' ', closing.IsProblem(409, "statement-unsigned")["unsigned"].EnumerateArray().Select(party => party.GetString()));

    private static int Figure(Reply statement, string name) => statement["figures"].EnumerateArray().Sum(figures => figures.GetProperty(name).GetInt32());

    [Fact]
    public async Task A_countersignature_that_is_missing_holds_nobody_back()
    {
        var work = await BookAtWork.Open(house, "SLOW-ROOT");
        await work.Post(60);
        await work.Post(30, "2015-10-01");
        var hash = await work.Draft();
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await work.Sign(party, hash)).Is(201);
        }

        var root = (await work.TryClose()).Is(200)["root"].GetString()!;
        (await work.Sign("HG", root)).Is(201);
        (await work.Close("2015-2016")).Is(200);
        Assert.Equal(("closing", "closed", "countersign"), (await work.State(), await work.State("2015-2016"), await work.Acts("HETS")));

        // It comes late, over the root as it was.
        Assert.Equal("closed", (await work.Sign("HETS", root)).Is(201)["state"].GetString());
        Assert.Equal("HETS 2016-2017 -90, HG 2016-2017 90", await work.Balance());
    }
}
