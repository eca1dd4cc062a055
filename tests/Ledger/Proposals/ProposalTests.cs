using System.Text;
using System.Text.Json;
using HourExchange.Ledger;
using HourExchange.Ledger.Consenting;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HourExchange.Tests.Ledger.Proposals;

[Trait("needs", "servers")]
public sealed class ProposalTests(House house) : IClassFixture<House>
{
    private const string Stale = "0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("openings", "opening")]
    [InlineData("adjustments", "adjustment")]
    public async Task It_takes_effect_with_the_consent_of_another_person_of_every_party_concerned(string path, string kind)
    {
        var book = await Book();
        var proposal = (await Propose(book, path, Entry(), Entry(institution: "HETS", counterpart: "HG", minutes: 45, domain: "promotion"))).Is(201);
        Assert.Equal((kind, "open", "HETS HG"), (proposal["kind"].GetString(), proposal["state"].GetString(), Words(proposal["waiting"])));
        Assert.Equal(("refuse", "consent refuse", ""), (Words(proposal["acts"]), await Acts("HETS", "finance", "HETS-second"), await Acts("HETS", "auditor", "HETS-second")));

        (await Consent("HETS", "HETS-finance", proposal)).IsProblem(409, "own-proposal");
        var half = (await Consent("HETS", "HETS-second", proposal)).Is(201);
        Assert.Equal(("open", "HG"), (half["state"].GetString(), Words(half["waiting"])));
        Assert.Equal(("", "", "consent refuse"), (Words(half["acts"]), await Acts("HETS", "finance", "HETS-third"), await Acts("HG", "finance", "HG-finance")));
        (await Consent("HETS", "HETS-third", proposal)).IsProblem(409, "decided-by-institution");
        Assert.Equal(0, await BookTables.Count(house, book));

        var whole = (await Consent("HG", "HG-finance", proposal)).Is(201);
        Assert.Equal(("accepted", ""), (whole["state"].GetString(), Words(whole["waiting"])));
        Assert.Equal(
            $"1 {kind} 1 HG<HETS promotion 2014-2015 90 2014-10-01 HETS-second,HG-finance|2 {kind} 2 HETS<HG promotion 2014-2015 45 2014-10-01 HETS-second,HG-finance",
            await Postings(book));
        Assert.Equal(45, await BookTables.Balance(house, "HG", book));
        Assert.Equal(BookTables.AllZero, await BookTables.Sums(house));

        (await Consent("HG", "HG-second", proposal)).IsProblem(409, "proposal-decided");
        (await Refuse("HG", "HG-second", proposal)).IsProblem(409, "proposal-decided");
        Assert.Equal(2, await BookTables.Count(house, book));
        Assert.Equal("", await Acts("HG", "finance", "HG-second"));

        async Task<string> Acts(string institution, string role, string person) => Words(
            (await (await house.As(institution, role, person)).AskLedger($"books/{book}/proposals")).Is(200)["items"][0].GetProperty("acts"));
    }

    [Fact]
    public async Task Who_proposed_takes_it_back()
    {
        var book = await Book();
        var proposal = (await Propose(book)).Is(201);
        (await Refuse("HETS", "HETS-finance", proposal, " ")).IsProblem(422, "reason-invalid");
        // The same person at another party is not who proposed there.
        (await Refuse("HG", "HETS-finance", proposal)).IsProblem(409, "own-proposal");
        var takenBack = (await Refuse("HETS", "HETS-finance", proposal, "Faux domaine")).Is(201);
        Assert.Equal(("refused", "", ""), (takenBack["state"].GetString(), Words(takenBack["waiting"]), Words(takenBack["acts"])));
        (await Consent("HG", "HG-finance", proposal)).IsProblem(409, "proposal-decided");
        Assert.Equal(0, await BookTables.Count(house, book));

        // Once a colleague has consented, the institution has spoken: the partner refuses.
        var consented = (await Propose(book)).Is(201);
        (await Consent("HETS", "HETS-second", consented)).Is(201);
        (await Refuse("HETS", "HETS-finance", consented)).IsProblem(409, "decided-by-institution");
    }

    [Fact]
    public async Task One_refusal_ends_it_with_its_reason_and_nothing_is_posted()
    {
        var book = await Book();
        var proposal = (await Propose(book)).Is(201);
        (await Consent("HETS", "HETS-second", proposal)).Is(201);
        (await Refuse("HG", "HG-finance", proposal, " ")).IsProblem(422, "reason-invalid");
        var refused = (await Refuse("HG", "HG-finance", proposal, "Heures déjà comptées")).Is(201);
        Assert.Equal("refused", refused["state"].GetString());
        Assert.Equal(["", "Heures déjà comptées"], refused["decisions"].EnumerateArray().Select(decision => decision.GetProperty("reason").GetString() ?? ""));
        (await Consent("HG", "HG-second", proposal)).IsProblem(409, "proposal-decided");
        Assert.Equal(0, await BookTables.Count(house, book));
        Assert.Equal(refused.Text, (await (await house.As("HETS", "auditor")).AskLedger($"proposals/{proposal["id"]}")).Is(200).Text);
    }

    [Fact]
    public async Task What_waits_a_year_for_the_last_word_is_void_and_stays_on_record()
    {
        var book = await Book();
        var (old, young) = ((await Propose(book)).Is(201), (await Propose(book)).Is(201));
        var decided = (await Propose(book)).Is(201);
        (await Refuse("HG", "HG-finance", decided, "Heures déjà comptées")).Is(201);
        await house.Execute(LedgerService.Host, "update ledger.proposal set proposed_at = now() - interval '366 days 1 hour' where id = any(@old)",
            new { old = new[] { Guid.Parse(old["id"].GetString()!), Guid.Parse(decided["id"].GetString()!) } });
        await house.Execute(LedgerService.Host, "update ledger.proposal set proposed_at = now() - interval '365 days' where id = @young", new { young = Guid.Parse(young["id"].GetString()!) });
        await (await house.Start(LedgerService.Host)).Services.GetServices<IHostedService>().OfType<LapseProposals>().Single().Lapse();
        Assert.Equal(["void lapsed", "open ", "refused "], (await (await house.As("HETS", "auditor")).AskLedger($"books/{book}/proposals")).Is(200)["items"].EnumerateArray()
            .Select(item => $"{item.GetProperty("state")} {item.GetProperty("voidBecause")}"));
        (await Consent("HG", "HG-finance", old)).IsProblem(409, "proposal-void");
        (await Consent("HG", "HG-finance", young)).Is(201);
    }

    [Fact]
    public async Task A_book_has_five_hundred_open_proposals_at_most()
    {
        var book = await Book();
        await house.Execute(LedgerService.Host, """
            insert into ledger.proposal (id, book, kind, content, content_hash, concerned, proposed_for, proposed_by, proposed_at)
            select gen_random_uuid(), @book, 'opening', '{}', '', array['HETS', 'HG'], 'HETS', 'somebody', now() from generate_series(1, 500)
            """, new { book });
        (await Propose(book)).IsProblem(409, "too-many-proposals");
    }

    [Fact]
    public async Task Another_hash_than_the_proposal_s_is_stale()
    {
        var proposal = (await Propose(await Book())).Is(201);
        (await (await house.As("HG", "finance")).PostToLedger($"proposals/{proposal["id"]}/consents", new { hash = Stale })).IsProblem(412, "proposal-hash-stale");
        Assert.Equal("HETS HG", Words((await (await house.As("HG", "finance")).AskLedger($"proposals/{proposal["id"]}")).Is(200)["waiting"]));
    }

    [Fact]
    public async Task A_party_that_is_not_concerned_neither_sees_nor_decides_nor_proposes_it()
    {
        var book = await Book("HETS", "HG", "ISSM");
        var proposal = (await Propose(book)).Is(201);
        foreach (var outsider in new[] { "ISSM", "CG68" })
        {
            (await Consent(outsider, outsider + "-finance", proposal)).IsProblem(404, "proposal-not-found");
            (await Refuse(outsider, outsider + "-finance", proposal)).IsProblem(404, "proposal-not-found");
            (await (await house.As(outsider, "management")).AskLedger($"proposals/{proposal["id"]}")).IsProblem(404, "proposal-not-found");
        }

        Assert.Equal(0, (await (await house.As("ISSM", "finance")).AskLedger($"books/{book}/proposals")).Is(200)["items"].GetArrayLength());
        (await Post("ISSM", $"books/{book}/openings", new { reason = "Reprise", entries = new[] { Entry() } })).IsProblem(403, "not-concerned");
        (await Post("CG68", $"books/{book}/openings", new { reason = "Reprise", entries = new[] { Entry() } })).IsProblem(404, "book-not-found");
        foreach (var role in new[] { "registrar", "approver", "management", "auditor", "admin" })
        {
            var other = await house.As("HG", role);
            (await other.PostToLedger($"proposals/{proposal["id"]}/consents", new { hash = Hash(proposal) })).IsProblem(403, "role-missing");
            (await other.PostToLedger($"books/NONE/openings", new { reason = "Reprise", entries = new[] { Entry() } })).IsProblem(403, "role-missing");
        }
    }

    [Fact]
    public async Task Consents_given_at_once_post_it_once()
    {
        var book = await Book("HETS", "HG", "ISSM");
        var proposal = (await Propose(book, "adjustments", Entry(), Entry(institution: "ISSM"))).Is(201);
        var given = await Task.WhenAll(
            from party in new[] { "HETS", "HG", "ISSM" } from person in new[] { "one", "two", "three" } select Consent(party, $"{party}-{person}", proposal));
        Assert.Equal(3, given.Count(reply => reply.Status == 201));
        Assert.All(given.Where(reply => reply.Status != 201), reply => Assert.Contains(reply.Code, new[] { "decided-by-institution", "proposal-decided" }));
        Assert.Equal(2, await BookTables.Count(house, book));
    }

    [Fact]
    public async Task A_consent_and_a_refusal_at_once_leave_one_outcome()
    {
        var book = await Book();
        for (var times = 1; times <= 5; times++)
        {
            var before = await BookTables.Count(house, book);
            var proposal = (await Propose(book)).Is(201);
            (await Consent("HETS", "HETS-second", proposal)).Is(201);
            var replies = await Task.WhenAll(Consent("HG", "HG-one", proposal), Refuse("HG", "HG-two", proposal));
            Assert.Single(replies, reply => reply.Status == 201);
            var state = (await (await house.As("HG", "finance")).AskLedger($"proposals/{proposal["id"]}"))["state"].GetString();
            Assert.Equal(state == "accepted" ? before + 1 : before, await BookTables.Count(house, book));
        }
    }

    [Fact]
    public async Task An_adjustment_is_taken_back_once_by_a_proposal_of_its_own()
    {
        var book = await Book("HETS", "HG", "ISSM");
        await Accepted((await Propose(book, "adjustments", Entry())).Is(201));
        var first = (await Reverse(book, 1)).Is(201);
        var second = (await Reverse(book, 1)).Is(201);
        Assert.Equal(("reversal", 1L), (first["kind"].GetString(), first["number"].GetInt64()));
        (await Post("ISSM", $"postings/{book}:1/reversals", new { reason = "Erreur" })).IsProblem(403, "not-concerned");
        (await Post("CG68", $"postings/{book}:1/reversals", new { reason = "Erreur" })).IsProblem(404, "posting-not-found");

        await Accepted(first);
        Assert.EndsWith("2 reversal 1 HETS<HG promotion 2014-2015 90 2014-10-01 HETS-second,HG-finance", await Postings(book), StringComparison.Ordinal);
        Assert.Equal(0, await BookTables.Balance(house, "HG", book));
        (await Reverse(book, 1)).IsProblem(409, "already-reversed");
        (await Reverse(book, 2)).IsProblem(409, "not-reversible");
        (await Consent("HETS", "HETS-second", second)).Is(201);
        (await Consent("HG", "HG-finance", second)).IsProblem(409, "already-reversed");
        Assert.Equal(2, await BookTables.Count(house, book));
        // What can no longer take effect stays open until somebody refuses it.
        (await Refuse("HG", "HG-finance", second)).Is(201);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("NONE:1")]
    [InlineData("{0}:0")]
    [InlineData("{0}:-1")]
    [InlineData("{0}:99")]
    [InlineData("{0}:9223372036854775807")]
    [InlineData("{0}:9223372036854775808")]
    [InlineData("{0}:1:1")]
    [InlineData(":")]
    public async Task What_names_no_posting_is_not_found(string id) =>
        (await Post("HETS", $"postings/{string.Format(null, id, await Book())}/reversals", new { reason = "Erreur" })).IsProblem(404, "posting-not-found");

    [Theory]
    [InlineData("minutes", "0", 422, "minutes-invalid")]
    [InlineData("minutes", "-90", 422, "minutes-invalid")]
    [InlineData("minutes", "10000001", 422, "minutes-invalid")]
    [InlineData("minutes", "99999999999999999999", 400, "body-invalid")]
    [InlineData("minutes", "1.5", 400, "body-invalid")]
    [InlineData("minutes", "null", 400, "body-invalid")]
    [InlineData("valueDate", "\"0001-01-01\"", 422, "date-outside-agreement")]
    [InlineData("valueDate", "\"2012-05-13\"", 422, "date-outside-agreement")]
    [InlineData("valueDate", "\"9999-12-31\"", 422, "date-in-future")]
    [InlineData("valueDate", "\"2015-02-29\"", 400, "body-invalid")]
    [InlineData("domain", "\"recherche\"", 422, "domain-unknown")]
    [InlineData("domain", "\"promo\\u0000tion\"", 422, "domain-unknown")]
    [InlineData("domain", "\"\\ud800\"", 400, "body-invalid")]
    [InlineData("domain", "null", 400, "body-invalid")]
    [InlineData("counterpart", "\"HG\"", 422, "institutions-invalid")]
    [InlineData("counterpart", "\"ISSM\"", 422, "institutions-invalid")]
    [InlineData("surplus", "1", 400, "body-invalid")]
    public async Task An_entry_that_cannot_be_posted_is_refused_when_it_is_proposed(string field, string value, int status, string code)
    {
        var entry = JsonSerializer.SerializeToNode(Entry())!.AsObject();
        entry[field] = "here";
        await Refused($$"""{"reason":"Reprise","entries":[{{entry.ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal)}}]}""", status, code);
    }

    [Theory]
    [InlineData("""{"reason":"Reprise","entries":null}""", 400, "body-invalid")]
    [InlineData("""{"reason":"Reprise","entries":[]}""", 422, "entries-invalid")]
    [InlineData("""{"reason":"Reprise","entries":[null]}""", 400, "body-invalid")]
    [InlineData("""{"reason":"Reprise"}""", 400, "body-invalid")]
    [InlineData("""{"reason":null,"entries":[]}""", 400, "body-invalid")]
    [InlineData("""{"reason":"  ","entries":[]}""", 422, "reason-invalid")]
    [InlineData("""{"reason":"a\u0000b","entries":[]}""", 422, "reason-invalid")]
    [InlineData("""{"reason":"\ud800","entries":[]}""", 400, "body-invalid")]
    [InlineData("null", 400, "request-invalid")]
    [InlineData("[]", 400, "body-invalid")]
    [InlineData("", 400, "request-invalid")]
    public async Task A_body_that_is_no_proposal_is_told_so(string body, int status, string code) => await Refused(body, status, code);

    [Fact]
    public async Task A_proposal_has_a_hundred_entries_and_a_reason_of_five_hundred_characters_at_most()
    {
        var book = await Book();
        (await Propose(book, "openings", [.. Enumerable.Repeat(Entry(), 101)])).IsProblem(422, "entries-invalid");
        (await Post("HETS", $"books/{book}/openings", new { reason = new string('x', 501), entries = new[] { Entry() } })).IsProblem(422, "reason-invalid");
        await Accepted((await Propose(book, "openings", [.. Enumerable.Repeat(Entry(), 100)])).Is(201));
        Assert.Equal(9000, await BookTables.Balance(house, "HG", book));
    }

    [Fact]
    public async Task The_proposals_of_a_book_come_page_by_page()
    {
        var book = await Book();
        var ids = new List<string>();
        for (var count = 1; count <= 5; count++)
        {
            ids.Add((await Propose(book)).Is(201)["id"].GetString()!);
        }

        var reader = await house.As("HG", "auditor");
        var seen = new List<string>();
        for (var cursor = ""; seen.Count < 6;)
        {
            var page = (await reader.AskLedger($"books/{book}/proposals?limit=2{cursor}")).Is(200);
            seen.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (page["next"].ValueKind == JsonValueKind.Null)
            {
                break;
            }

            cursor = $"&cursor={page["next"]}";
        }

        Assert.Equal(ids, seen);
        foreach (var query in new[] { "limit=0", "limit=101" })
        {
            (await reader.AskLedger($"books/{book}/proposals?{query}")).IsProblem(400, "page-invalid");
        }

        (await reader.AskLedger($"books/{book}/proposals?cursor=x")).IsProblem(400, "request-invalid");
    }

    private static object Entry(
        string institution = "HG", string counterpart = "HETS", int minutes = 90, string domain = "promotion", string valueDate = "2014-10-01") =>
        new { institution, counterpart, domain, valueDate, minutes };

    private async Task<string> Book(params string[] parties)
    {
        var book = "B-" + Guid.NewGuid().ToString("N")[..8];
        await HeardAgreement.In(house, book, parties);
        return book;
    }

    private Task<Reply> Propose(string book, string path = "openings", params object[] entries) =>
        Post("HETS", $"books/{book}/{path}", new { reason = "Reprise de l'ancien décompte", entries = entries.Length > 0 ? entries : [Entry()] });

    private Task<Reply> Reverse(string book, long number) => Post("HETS", $"postings/{book}:{number}/reversals", new { reason = "Erreur de saisie" });

    private async Task Accepted(Reply proposal)
    {
        (await Consent("HETS", "HETS-second", proposal)).Is(201);
        Assert.Equal("accepted", (await Consent("HG", "HG-finance", proposal)).Is(201)["state"].GetString());
    }

    private async Task<Reply> Consent(string institution, string person, Reply proposal) =>
        await (await house.As(institution, "finance", person)).PostToLedger($"proposals/{proposal["id"]}/consents", new { hash = Hash(proposal) });

    private async Task<Reply> Refuse(string institution, string person, Reply proposal, string reason = "Non") =>
        await (await house.As(institution, "finance", person)).PostToLedger($"proposals/{proposal["id"]}/refusals", new { reason });

    private async Task<Reply> Post(string institution, string path, object body) => await (await house.As(institution, "finance")).PostToLedger(path, body);

    private async Task Refused(string body, int status, string code) =>
        (await (await house.As("HETS", "finance")).PostRawToLedger($"books/{await Book()}/adjustments", Encoding.UTF8.GetBytes(body), "application/json")).IsProblem(status, code);

    private Task<string> Postings(string book) => house.Scalar<string>(LedgerService.Host, """
        select string_agg(concat_ws(' ', posting.number, kind, revision, credit.institution || '<' || credit.counterpart, credit.domain, posting.year, minutes, value_date,
            (select string_agg(key ->> 'subject', ',' order by key ->> 'subject') from jsonb_array_elements(keys::jsonb) as key)), '|' order by posting.number)
        from ledger.posting join ledger.account as credit on credit.book = posting.book and credit.number = posting.credit_account where posting.book = @book
        """, new { book });

    private static string? Hash(Reply proposal) => proposal["hash"].GetString();

    private static string Words(JsonElement list) => string.Join(' ', list.EnumerateArray().Select(one => one.GetString()));
}
