using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using HourExchange.Ledger;
using HourExchange.Ledger.Consenting;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HourExchange.Tests.Ledger.Settlements.Netting;

[Trait("needs", "servers")]
public sealed class NettingEndpointTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Three_closed_years_that_owe_in_a_circle_become_two_payments()
    {
        // HETS owes HG 65, HG owes ISSM 130, ISSM owes HETS 97.50: HG pays each of the others 32.50.
        Guid[] settlements =
        [
            await GivenSettlement.OfClosedYear(house, "HETS-HG", "HG", "HETS", 2), await GivenSettlement.OfClosedYear(house, "HG-ISSM", "ISSM", "HG", 3),
            await GivenSettlement.OfClosedYear(house, "HETS-ISSM", "HETS", "ISSM", 2.5m),
        ];
        var proposed = (await (await house.As("HETS", "finance", "HETS-proposer")).PostToLedger("nettings", new { currency = "CHF", institutions = new[] { "HETS", "HG", "ISSM" } })).Is(201);
        var id = proposed["id"].GetString()!;
        Assert.Equal(("CHF", "open", 32.5m, true), (proposed["currency"].GetString(), proposed["state"].GetString(), proposed["netPosition"].GetDecimal(), proposed["isFewest"].GetBoolean()));
        Assert.Equal(["HETS", "HG", "ISSM"], Strings(proposed["waiting"]));
        Assert.Equal(("refuse", "consent refuse", ""), (string.Join(' ', Strings(proposed["acts"])), await Acts("HETS", "finance"), await Acts("HETS", "auditor")));
        Assert.Equal(["1 HG>HETS 32.50 proposed"], Payments(proposed));
        Assert.Equal(["HETS-HG 2014-2015 1.1 HETS>HG 65.00", "HETS-ISSM 2014-2015 1.1 ISSM>HETS 97.50"], Settlements(proposed["settlements"]));

        // Neither what HG owes ISSM, nor what it pays it.
        Assert.DoesNotContain(settlements[1].ToString(), proposed.Text, StringComparison.Ordinal);
        Assert.Equal(["1 HG>HETS 32.50 proposed", "2 HG>ISSM 32.50 proposed"], Payments(await See("HG", id)));
        Assert.Equal(["1 HG>ISSM 32.50 proposed"], Payments(await See("ISSM", id)));
        (await (await house.As("HG", "finance")).PostToLedger($"nettings/{id}/payments/1", new { paidOn = "2015-10-01", reference = "P-1" })).IsProblem(409, "netting-not-accepted");
        Assert.Equal("", PaymentActs((await (await house.As("ISSM", "finance")).AskLedger($"nettings/{id}")).Is(200)));

        await Consent(id, "HETS", "HG");
        Assert.Equal("open", (await See("HG", id))["state"].GetString());
        Assert.Equal(("", "consent refuse"), (await Acts("HG", "finance"), await Acts("ISSM", "finance")));
        var accepted = await Consent(id, "ISSM");
        Assert.Equal(("accepted", 0), (accepted["state"].GetString(), accepted["waiting"].GetArrayLength()));
        Assert.Equal(["1 HG>ISSM 32.50 open"], Payments(accepted));
        Assert.Equal("pay", PaymentActs(accepted));
        var settled = (await (await house.As("HETS", "auditor")).AskLedger("settlements")).Is(200)["items"].EnumerateArray().ToList();
        Assert.All(settled, settlement => Assert.Equal(("netted", id), (settlement.GetProperty("state").GetString(), settlement.GetProperty("netting").GetString())));

        // Each end records in its own list, sees what the payment stands for, and sees it once.
        var paid = (await (await house.As("HETS", "finance")).PostToLedger($"nettings/{id}/payments/1", new { paidOn = "2015-10-01", reference = "VIR 77" })).Is(200);
        Assert.Equal("", PaymentActs(await See("HG", id)));
        Assert.Equal(["", "pay"], (await (await house.As("HG", "finance")).AskLedger($"nettings/{id}")).Is(200)["payments"].EnumerateArray().Select(ActsOf));
        Assert.Equal(("paid", "VIR 77"), (paid["payment"].GetProperty("state").GetString(), paid["payment"].GetProperty("reference").GetString()));
        Assert.Equal(["HETS-HG 2014-2015 1.1 HETS>HG 65.00", "HETS-ISSM 2014-2015 1.1 ISSM>HETS 97.50"], Settlements(paid["settlements"]));
        Assert.Equal(["1 HG>HETS 32.50 paid", "2 HG>ISSM 32.50 open"], Payments(await See("HG", id)));
        var traced = (await (await house.As("HG", "auditor")).AskLedger($"nettings/{id}/payments/1")).Is(200);
        Assert.Equal(["HETS-HG 2014-2015 1.1 HETS>HG 65.00", "HG-ISSM 2014-2015 1.1 HG>ISSM 130.00"], Settlements(traced["settlements"]));
        Assert.Equal("2015-10-01", traced["payment"].GetProperty("paidOn").GetString());
        foreach (var end in new[] { "HETS", "HG" })
        {
            (await (await house.As(end, "finance")).PostToLedger($"nettings/{id}/payments/1", new { paidOn = "2015-10-01", reference = "P-1" })).IsProblem(409, "payment-recorded");
        }

        var finance = await house.As("ISSM", "finance");
        (await finance.PostToLedger($"nettings/{id}/payments/2", new { paidOn = "2015-10-01", reference = "P-1" })).IsProblem(404, "payment-not-found");
        (await finance.PostToLedger($"nettings/{id}/payments/1", new { paidOn = "2999-10-01", reference = "P-1" })).IsProblem(422, "payment-date-invalid");
        (await finance.PostToLedger($"nettings/{id}/payments/1", new { paidOn = "2015-10-01", reference = "" })).IsProblem(422, "payment-reference-invalid");

        // Netted for good: not again, not paid by itself, and the year does not reopen.
        (await finance.PostToLedger("nettings", new { settlements })).IsProblem(409, "settlement-netted");
        (await finance.PostToLedger($"books/HG-ISSM/years/{GivenSettlement.Year}/settlement", new { paidOn = "2015-10-01", reference = "P-1" })).IsProblem(409, "settlement-netted");
        (await finance.PostToLedger($"books/HG-ISSM/years/{GivenSettlement.Year}/reopening", new { reason = "Une ligne manque" })).IsProblem(409, "settlement-paid");
        Assert.Equal("", await Acts("HG", "finance"));

        async Task<string> Acts(string institution, string role)
        {
            var reader = await house.As(institution, role, institution + "-reader");
            var view = string.Join(' ', Strings((await reader.AskLedger($"nettings/{id}")).Is(200)["acts"]));
            var listed = (await reader.AskLedger("nettings")).Is(200)["items"].EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
            Assert.Equal(view, string.Join(' ', Strings(listed.GetProperty("acts"))));
            return view;
        }
    }

    [Fact]
    public async Task Every_institution_can_check_the_hash_that_it_consents_to_and_no_other_s_share()
    {
        var id = await Propose("H-A", await GivenSettlement.Owed(house, "H-A", "H-B", 10), await GivenSettlement.Owed(house, "H-B", "H-C", 10));
        var salts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var institution in new[] { "H-A", "H-B", "H-C" })
        {
            var view = await See(institution, id);
            var signed = view["signedText"].GetString()!;
            Assert.Equal(view["hash"].GetString(), Hash(signed));
            var share = JsonDocument.Parse(signed).RootElement.GetProperty("shares").EnumerateArray().Single(one => one.GetProperty("institution").GetString() == institution);
            Assert.Equal(share.GetProperty("hash").GetString(), Hash(view["shareText"].GetString()!));
            var own = JsonDocument.Parse(view["shareText"].GetString()!).RootElement;
            Assert.Equal(institution, own.GetProperty("institution").GetString());
            salts.Add(own.GetProperty("salt").GetString()!);
        }

        Assert.Equal(3, salts.Count);
        Assert.All(salts, salt => Assert.Equal(32, salt.Length));
        (await (await house.As("H-A", "finance")).PostToLedger($"nettings/{id}/consents", new { hash = Hash("another") })).IsProblem(412, "netting-hash-stale");
    }

    [Fact]
    public async Task Whom_it_does_not_concern_cannot_learn_of_it()
    {
        var settlement = await GivenSettlement.Owed(house, "V-A", "V-B", 10);
        var other = await GivenSettlement.Owed(house, "V-B", "V-A", 4);
        var id = await Propose("V-A", settlement, other);
        var stranger = await house.As("V-C", "finance");
        (await stranger.AskLedger($"nettings/{id}")).IsProblem(404, "netting-not-found");
        (await stranger.AskLedger($"nettings/{id}/payments/1")).IsProblem(404, "netting-not-found");
        (await stranger.PostToLedger($"nettings/{id}/consents", new { hash = "" })).IsProblem(404, "netting-not-found");
        (await stranger.PostToLedger($"nettings/{id}/refusals", new { reason = "Non" })).IsProblem(404, "netting-not-found");
        (await stranger.PostToLedger($"nettings/{id}/payments/1", new { paidOn = "2015-10-01", reference = "P-1" })).IsProblem(404, "netting-not-found");
        Assert.Equal(0, (await stranger.AskLedger("nettings")).Is(200)["items"].GetArrayLength());

        // Settlements of others are as unknown as those that do not exist.
        var theirs = (await stranger.PostToLedger("nettings", new { settlements = new[] { settlement, other } })).IsProblem(404, "settlement-not-found");
        var unknown = (await stranger.PostToLedger("nettings", new { settlements = new[] { Guid.NewGuid(), Guid.NewGuid() } })).IsProblem(404, "settlement-not-found");
        Assert.Equal(unknown.Text, theirs.Text);
        Assert.Equal(unknown.Text, (await stranger.PostToLedger("nettings", new { currency = "CHF", institutions = new[] { "V-A", "V-B" } })).Is(404).Text);
        (await (await house.As("V-A", "finance")).PostToLedger("nettings", new { settlements = new[] { settlement, Guid.NewGuid() } })).IsProblem(404, "settlement-not-found");

        // Who may only read is told so before anything is looked up.
        foreach (var role in new[] { "management", "auditor", "registrar" })
        {
            var reader = await house.As("V-A", role);
            (await reader.AskLedger($"nettings/{id}")).Is(200);
            (await reader.PostToLedger("nettings", new { settlements = new[] { settlement, other } })).IsProblem(403, "role-missing");
            (await reader.PostToLedger($"nettings/{Guid.NewGuid()}/consents", new { hash = "" })).IsProblem(403, "role-missing");
            (await reader.PostToLedger($"nettings/{Guid.NewGuid()}/payments/1", new { paidOn = "2015-10-01", reference = "P-1" })).IsProblem(403, "role-missing");
        }
    }

    [Fact]
    public async Task What_cannot_be_netted_is_refused()
    {
        var (first, second) = (await GivenSettlement.Owed(house, "R-A", "R-B", 10), await GivenSettlement.Owed(house, "R-B", "R-C", 4));
        var euros = await GivenSettlement.Owed(house, "R-C", "R-A", 4, "EUR");
        var paid = await GivenSettlement.Owed(house, "R-A", "R-C", 3, book: "R-PAID");
        var finance = await house.As("R-A", "finance");
        (await finance.PostToLedger($"books/R-PAID/years/{GivenSettlement.Year}/settlement", new { paidOn = "2015-10-01", reference = "P-1" })).Is(200);
        var reopened = await GivenSettlement.Owed(house, "R-C", "R-B", 3);
        await house.Execute(LedgerService.Host, "update ledger.settlement set reopened = true where id = @reopened", new { reopened });
        foreach (var (code, status, body) in new (string, int, object)[]
        {
            ("currencies-mixed", 422, new { settlements = new[] { first, euros } }),
            ("settlement-repeated", 422, new { settlements = new[] { first, second, first } }),
            ("nothing-to-net", 422, new { settlements = new[] { first } }),
            ("nothing-to-net", 422, new { currency = "CHF", institutions = new[] { "R-A", "R-B" } }),
            ("nothing-to-net", 422, new { settlements = Array.Empty<Guid>() }),
            ("settlement-not-found", 404, new { currency = "USD", institutions = new[] { "R-A", "R-B", "R-C" } }),
            ("settlement-paid", 409, new { settlements = new[] { first, paid } }),
            ("settlement-reopened", 409, new { settlements = new[] { first, reopened } }),
            ("netting-choice-invalid", 422, new { }),
            ("netting-choice-invalid", 422, new { currency = "CHF" }),
            ("netting-choice-invalid", 422, new { settlements = new[] { first, second }, currency = "CHF", institutions = new[] { "R-A", "R-B" } }),
            ("netting-choice-invalid", 422, new { settlements = new[] { first, second }, institutions = new[] { "R-A", "R-B" } }),
            ("netting-too-large", 422, new { settlements = Enumerable.Range(0, 10_001).Select(_ => Guid.NewGuid()) }),
            ("netting-too-large", 422, new { currency = "CHF", institutions = Enumerable.Range(0, 201).Select(index => "R-" + index) }),
        })
        {
            (await finance.PostToLedger("nettings", body)).IsProblem(status, code);
        }

        Assert.Equal(0, (await finance.AskLedger("nettings"))["items"].GetArrayLength());

        // Named by currency, the open ones of these institutions are taken, no other.
        var netting = (await finance.PostToLedger("nettings", new { currency = "CHF", institutions = new[] { "R-A", "R-B", "R-C" } })).Is(201);
        Assert.Equal(["1 R-A>R-B 6.00 proposed", "2 R-A>R-C 4.00 proposed"], Payments(netting));
        Assert.Equal(first.ToString(), Assert.Single(netting["settlements"].EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Another_person_of_each_institution_decides_once_and_one_refusal_ends_it()
    {
        var (first, second) = (await GivenSettlement.Owed(house, "D-A", "D-B", 10), await GivenSettlement.Owed(house, "D-B", "D-A", 4));
        var id = await Propose("D-A", first, second);
        var hash = (await See("D-A", id))["hash"].GetString();
        (await (await house.As("D-A", "finance", "D-A-proposer")).PostToLedger($"nettings/{id}/consents", new { hash })).IsProblem(409, "own-proposal");
        await Consent(id, "D-A");
        (await (await house.As("D-A", "finance", "D-A-third")).PostToLedger($"nettings/{id}/consents", new { hash })).IsProblem(409, "decided-by-institution");
        (await (await house.As("D-B", "finance", "D-A-finance")).PostToLedger($"nettings/{id}/consents", new { hash })).IsProblem(409, "own-proposal");
        var finance = await house.As("D-B", "finance");
        (await finance.PostToLedger($"nettings/{id}/refusals", new { reason = " " })).IsProblem(422, "reason-invalid");
        var refused = (await finance.PostToLedger($"nettings/{id}/refusals", new { reason = "Payé par ailleurs" })).Is(201);
        Assert.Equal("refused", refused["state"].GetString());
        Assert.Equal(
            ["D-A True ", "D-B False Payé par ailleurs"],
            (await See("D-A", id))["decisions"].EnumerateArray().Select(one => $"{one.GetProperty("institution")} {one.GetProperty("consents")} {one.GetProperty("reason")}"));
        (await finance.PostToLedger($"nettings/{id}/consents", new { hash })).IsProblem(409, "proposal-decided");

        // What was refused binds nothing.
        Assert.Equal(0, await Bound(first, second));
        await Consent(await Propose("D-B", first, second), "D-A", "D-B");
        Assert.Equal(2, await Bound(first, second));
    }

    [Fact]
    public async Task A_netting_of_which_a_settlement_is_paid_meanwhile_is_void_and_binds_nothing()
    {
        var (first, second) = (await GivenSettlement.Owed(house, "P-A", "P-B", 10, book: "P-1"), await GivenSettlement.Owed(house, "P-B", "P-C", 4));
        var id = await Propose("P-A", first, second);
        await Consent(id, "P-A", "P-B");
        (await (await house.As("P-B", "finance")).PostToLedger($"books/P-1/years/{GivenSettlement.Year}/settlement", new { paidOn = "2015-10-01", reference = "P-1" })).Is(200);
        var last = await house.As("P-C", "finance");
        (await last.PostToLedger($"nettings/{id}/consents", new { hash = (await See("P-C", id))["hash"].GetString() })).IsProblem(409, "proposal-void");
        var gone = await See("P-A", id);
        Assert.Equal(("void", "paid", 2, 0), (gone["state"].GetString(), gone["voidBecause"].GetString(), gone["decisions"].GetArrayLength(), gone["acts"].GetArrayLength()));
        Assert.Equal(["void paid"], (await (await house.As("P-B", "auditor")).AskLedger("nettings")).Is(200)["items"].EnumerateArray()
            .Select(item => $"{item.GetProperty("state")} {item.GetProperty("voidBecause")}"));
        Assert.Equal(0, await Bound(first, second));
        (await last.PostToLedger($"nettings/{id}/refusals", new { reason = "Une part est payée" })).IsProblem(409, "proposal-void");
    }

    [Fact]
    public async Task A_netting_of_which_a_settlement_is_netted_or_reopened_meanwhile_is_void()
    {
        var (shared, one, two) = (await GivenSettlement.Owed(house, "W-A", "W-B", 10), await GivenSettlement.Owed(house, "W-B", "W-C", 4), await GivenSettlement.Owed(house, "W-C", "W-B", 3));
        var (first, second) = (await Propose("W-A", shared, one), await Propose("W-A", two, shared));
        await Consent(first, "W-A", "W-B", "W-C");
        Assert.Equal(("accepted", "void netted"), ((await See("W-B", first))["state"].GetString(), await Voided("W-B", second)));

        var closed = await GivenSettlement.OfClosedYear(house, "W-REOPENED", "W-HG", "W-HETS", 2);
        var waiting = await Propose("W-HETS", closed, await GivenSettlement.Owed(house, "W-HG", "W-HETS", 4));
        var reopening = (await (await house.As("W-HETS", "finance", "W-HETS-one")).PostToLedger($"books/W-REOPENED/years/{GivenSettlement.Year}/reopening", new { reason = "Une ligne manque" })).Is(201);
        foreach (var (institution, person) in new[] { ("W-HETS", "W-HETS-two"), ("W-HG", "W-HG-one") })
        {
            (await (await house.As(institution, "finance", person)).PostToLedger($"proposals/{reopening["id"]}/consents", new { hash = reopening["hash"].GetString() })).Is(201);
        }

        Assert.Equal("void reopened", await Voided("W-HG", waiting));

        async Task<string> Voided(string institution, string id) => $"{(await See(institution, id))["state"]} {(await See(institution, id))["voidBecause"]}";
    }

    [Fact]
    public async Task A_netting_that_waits_a_year_for_the_last_word_is_void_and_leaves_its_settlements_free()
    {
        var (first, second) = (await GivenSettlement.Owed(house, "Y-A", "Y-B", 10), await GivenSettlement.Owed(house, "Y-B", "Y-A", 4));
        string[] ids = [await Propose("Y-A", first, second), await Propose("Y-B", first, second), await Propose("Y-A", first, second)];
        await Consent(ids[0], "Y-A");
        (await (await house.As("Y-B", "finance")).PostToLedger($"nettings/{ids[2]}/refusals", new { reason = "Payé par ailleurs" })).Is(201);
        foreach (var (id, age) in ids.Zip(["366 days 1 hour", "365 days", "366 days 1 hour"]))
        {
            await house.Execute(LedgerService.Host, "update ledger.netting set proposed_at = now() - @age::interval where id = @id::uuid", new { id, age });
        }

        await (await house.Start(LedgerService.Host)).Services.GetServices<IHostedService>().OfType<LapseProposals>().Single().Lapse();
        var page = (await (await house.As("Y-B", "auditor")).AskLedger("nettings")).Is(200)["items"].EnumerateArray().ToDictionary(
            item => item.GetProperty("id").GetString()!, item => $"{item.GetProperty("state")} {item.GetProperty("voidBecause")}");
        Assert.Equal(["void lapsed", "open ", "refused "], ids.Select(id => page[id]));
        var hash = (await See("Y-B", ids[0]))["hash"].GetString();
        (await (await house.As("Y-B", "finance")).PostToLedger($"nettings/{ids[0]}/consents", new { hash })).IsProblem(409, "proposal-void");
        Assert.Equal(0, await Bound(first, second));
        await Consent(ids[1], "Y-A", "Y-B");
        Assert.Equal(2, await Bound(first, second));
    }

    [Fact]
    public async Task A_netting_proposed_while_its_settlement_is_paid_is_refused_or_void()
    {
        for (var round = 0; round < 5; round++)
        {
            var (a, b, book) = ($"V{round}-A", $"V{round}-B", $"V-{round}");
            var (first, second) = (await GivenSettlement.Owed(house, a, b, 10, book: book), await GivenSettlement.Owed(house, b, a, 4));
            var (proposer, payer) = (await house.As(a, "finance"), await house.As(b, "finance"));
            var replies = await Task.WhenAll(
                proposer.PostToLedger("nettings", new { settlements = new[] { first, second } }),
                payer.PostToLedger($"books/{book}/years/{GivenSettlement.Year}/settlement", new { paidOn = "2015-10-01", reference = "P-1" }));
            replies[1].Is(200);
            Assert.True(replies[0] is { Status: 201 } or { Status: 409, Code: "settlement-paid" }, replies[0].Text);
            Assert.All((await proposer.AskLedger("nettings")).Is(200)["items"].EnumerateArray(), item => Assert.Equal("void", item.GetProperty("state").GetString()));
        }
    }

    [Fact]
    public async Task An_institution_has_a_hundred_nettings_open_at_most()
    {
        var (first, second) = (await GivenSettlement.Owed(house, "M-A", "M-B", 10), await GivenSettlement.Owed(house, "M-B", "M-A", 4));
        await house.Execute(LedgerService.Host, """
            insert into ledger.netting (id, currency, content, content_hash, proposed_for, proposed_by, proposed_at)
            select gen_random_uuid(), 'CHF', '{}', '', 'M-A', 'somebody', now() from generate_series(1, 100)
            """);
        (await (await house.As("M-A", "finance")).PostToLedger("nettings", new { settlements = new[] { first, second } })).IsProblem(409, "too-many-nettings");
        await Propose("M-B", first, second);
    }

    [Fact]
    public async Task Of_two_nettings_over_a_settlement_and_its_payment_one_alone_takes_effect()
    {
        for (var round = 0; round < 5; round++)
        {
            var (a, b, c, book) = ($"C{round}-A", $"C{round}-B", $"C{round}-C", $"C-{round}");
            var (shared, one, two) = (
                await GivenSettlement.Owed(house, a, b, 10, book: book), await GivenSettlement.Owed(house, b, c, 4), await GivenSettlement.Owed(house, c, b, 3));
            var (first, second) = (await Propose(a, shared, one), await Propose(a, two, shared));
            foreach (var id in new[] { first, second })
            {
                await Consent(id, a, c);
            }

            var finance = await house.As(b, "finance");
            var hashes = new[] { (await See(b, first))["hash"].GetString(), (await See(b, second))["hash"].GetString() };
            var replies = await Task.WhenAll(
                finance.PostToLedger($"nettings/{first}/consents", new { hash = hashes[0] }),
                finance.PostToLedger($"nettings/{second}/consents", new { hash = hashes[1] }),
                finance.PostToLedger($"books/{book}/years/{GivenSettlement.Year}/settlement", new { paidOn = "2015-10-01", reference = "P-1" }));
            Assert.Equal(1, replies.Count(reply => reply.Status is 200 or 201));
            Assert.All(replies.Where(reply => reply.Status is not (200 or 201)), reply => Assert.True(reply is { Status: 409, Code: "proposal-void" or "settlement-netted" or "settlement-paid" }, reply.Text));
            Assert.Equal(replies[2].Status == 200 ? 0 : 2, await Bound(shared, one, two));
        }
    }

    [Fact]
    public async Task The_nettings_of_an_institution_come_page_by_page()
    {
        var (first, second) = (await GivenSettlement.Owed(house, "L-A", "L-B", 10), await GivenSettlement.Owed(house, "L-B", "L-A", 4));
        string[] ids = [await Propose("L-A", first, second), await Propose("L-B", first, second), await Propose("L-A", first, second)];
        await Consent(ids[0], "L-B");
        var auditor = await house.As("L-B", "auditor");
        var page = (await auditor.AskLedger("nettings?limit=2")).Is(200);
        var rest = (await auditor.AskLedger($"nettings?limit=2&cursor={page["next"].GetString()}")).Is(200);
        Assert.Equal(ids, page["items"].EnumerateArray().Concat(rest["items"].EnumerateArray()).Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(JsonValueKind.Null, rest["next"].ValueKind);
        Assert.Equal(["L-A"], Strings(page["items"][0].GetProperty("waiting")));
        Assert.Equal(["L-A", "L-B"], Strings(page["items"][1].GetProperty("waiting")));
        Assert.Equal(6m, page["items"][0].GetProperty("netPosition").GetDecimal());
        (await auditor.AskLedger("nettings?limit=0")).IsProblem(400, "page-invalid");
    }

    [Fact]
    public async Task What_was_proposed_decided_netted_and_paid_stands_for_every_role()
    {
        var (first, second) = (await GivenSettlement.Owed(house, "T-A", "T-B", 10), await GivenSettlement.Owed(house, "T-B", "T-A", 4));
        var id = await Propose("T-A", first, second);
        await Consent(id, "T-A", "T-B");
        (await (await house.As("T-A", "finance")).PostToLedger($"nettings/{id}/payments/1", new { paidOn = "2015-10-01", reference = "P-1" })).Is(200);
        foreach (var sql in new[]
        {
            "update ledger.settlement set netting = null where id = @first", "delete from ledger.settlement where id = @first",
            "update ledger.netting_payment set paid_on = null, payment_reference = null, recorded_for = null, recorded_by = null where paid_on is not null",
            "update ledger.netting_share set net_position = 0", "delete from ledger.netting_decision", "truncate ledger.netting_settlement cascade",
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => house.Execute(LedgerService.Host, sql, new { first }));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        }

        // Who recorded the payment takes it back, nobody else, and it is recorded anew.
        (await TakeBack("T-B")).IsProblem(403, "payment-of-others");
        (await TakeBack("T-C")).IsProblem(404, "netting-not-found");
        (await TakeBack("T-A", " ")).IsProblem(422, "reason-invalid");
        var withdrawn = await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => TakeBack("T-A")));
        var done = Assert.Single(withdrawn, reply => reply.Status == 200);
        Assert.All(withdrawn.Except([done]), reply => reply.IsProblem(409, "payment-not-recorded"));
        (await (await house.As("T-B", "finance")).PostToLedger($"nettings/{id}/payments/1", new { paidOn = "2015-10-02", reference = "P-2" })).Is(200);
        var payment = (await See("T-A", id))["payments"][0];
        Assert.Equal(("paid", "P-2", "T-B", 0), (Field(payment, "state"), Field(payment, "reference"), Field(payment, "recordedFor"), payment.GetProperty("acts").GetArrayLength()));
        var kept = Assert.Single(payment.GetProperty("withdrawn").EnumerateArray());
        Assert.Equal(("2015-10-01", "P-1", "T-A", "Mauvais jour"), (Field(kept, "paidOn"), Field(kept, "reference"), Field(kept, "recordedFor"), Field(kept, "reason")));
        async Task<Reply> TakeBack(string institution, string reason = "Mauvais jour") =>
            await (await house.As(institution, "finance")).PostToLedger($"nettings/{id}/payments/1/withdrawal", new { reason });
        static string? Field(JsonElement read, string field) => read.GetProperty(field).GetString();

        // A settlement belongs to a netting in which it was proposed, or to none.
        var other = await GivenSettlement.Owed(house, "T-A", "T-B", 10);
        await using var connection = await house.Database(LedgerService.Host).OpenConnectionAsync();
        var foreign = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(
            "update ledger.settlement set netting = @id::uuid where id = @other", new { id, other }));
        Assert.Equal("a_settlement_is_netted_where_it_was_proposed", foreign.ConstraintName);
    }

    private async Task<string> Propose(string institution, params Guid[] settlements) =>
        (await (await house.As(institution, "finance", institution + "-proposer")).PostToLedger("nettings", new { settlements })).Is(201)["id"].GetString()!;

    private async Task<Reply> Consent(string id, params string[] institutions)
    {
        Reply? last = null;
        foreach (var institution in institutions)
        {
            var hash = (await See(institution, id))["hash"].GetString();
            last = (await (await house.As(institution, "finance")).PostToLedger($"nettings/{id}/consents", new { hash })).Is(201);
        }

        return last!;
    }

    private async Task<Reply> See(string institution, string id) => (await (await house.As(institution, "auditor")).AskLedger($"nettings/{id}")).Is(200);

    private Task<long> Bound(params Guid[] settlements) =>
        house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.settlement where id = any(@settlements) and netting is not null", new { settlements });

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string> Strings(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    private static IEnumerable<string> Payments(Reply netting) => netting["payments"].EnumerateArray().Select(payment =>
        $"{payment.GetProperty("position")} {payment.GetProperty("payer")}>{payment.GetProperty("payee")} {payment.GetProperty("amount").GetRawText()} {payment.GetProperty("state")}");

    /// <summary>Of the first payment of the institution's own list.</summary>
    private static string PaymentActs(Reply netting) => ActsOf(netting["payments"][0]);

    private static string ActsOf(JsonElement shown) => string.Join(' ', shown.GetProperty("acts").EnumerateArray().Select(act => act.GetString()));

    private static IEnumerable<string> Settlements(JsonElement list) => list.EnumerateArray().Select(one =>
        $"{one.GetProperty("book")} {one.GetProperty("year")} {one.GetProperty("statement")}.{one.GetProperty("edition")} "
        + $"{one.GetProperty("payer")}>{one.GetProperty("payee")} {one.GetProperty("amount").GetRawText()}");
}
