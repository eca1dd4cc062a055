using System.Text;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using Npgsql;

namespace HourExchange.Tests.Ledger.Settlements.Paying;

[Trait("needs", "servers")]
public sealed class PaymentTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("\"0001-01-01\"", "\"V-1\"", 422, "payment-date-invalid")]
    [InlineData("\"9999-12-31\"", "\"V-1\"", 422, "payment-date-invalid")]
    [InlineData("\"2015-02-29\"", "\"V-1\"", 400, "body-invalid")]
    [InlineData("null", "\"V-1\"", 400, "body-invalid")]
    [InlineData("\"2015-10-01\"", "null", 400, "body-invalid")]
    [InlineData("\"2015-10-01\"", "\" \"", 422, "payment-reference-invalid")]
    [InlineData("\"2015-10-01\"", "\"V\\u0000\"", 422, "payment-reference-invalid")]
    [InlineData("\"2015-10-01\"", "\"\\udc00\"", 400, "body-invalid")]
    public async Task A_payment_that_cannot_be_is_refused(string paidOn, string reference, int status, string code)
    {
        var book = "BAD-" + Guid.NewGuid().ToString("N")[..8];
        await Settlement(book, "HETS");
        var body = Encoding.UTF8.GetBytes($$"""{"paidOn":{{paidOn}},"reference":{{reference}}}""");
        (await (await house.As("HETS", "finance")).PostRawToLedger($"books/{book}/years/2014-2015/settlement", body, "application/json")).IsProblem(status, code);
    }

    [Fact]
    public async Task Payer_and_payee_record_it_once_between_them_and_nobody_else_sees_it()
    {
        var settlement = await Settlement("PAID", "HETS", "HETS", "HG", "ISSM");
        (await Pay("PAID", "ISSM")).IsProblem(404, "settlement-not-found");
        (await Pay("PAID", "ISSM", settlement)).IsProblem(404, "settlement-not-found");
        (await Pay("PAID", "CG68")).IsProblem(404, "book-not-found");
        (await Pay("PAID", "HETS", Guid.NewGuid())).IsProblem(404, "settlement-not-found");
        (await Pay("PAID", "HETS", year: "2014-2015 ")).IsProblem(400, "request-invalid");
        Assert.Equal(0, (await (await house.As("ISSM", "finance")).AskLedger("settlements")).Is(200)["items"].GetArrayLength());

        Assert.Equal(("pay", "pay", ""), (await Acts("HETS", "finance"), await Acts("HG", "finance"), await Acts("HETS", "auditor")));

        var recorded = await Task.WhenAll(Enumerable.Range(1, 6).Select(count => Pay("PAID", count % 2 == 0 ? "HETS" : "HG")));
        Assert.Single(recorded, reply => reply.Status == 200);
        Assert.All(recorded.Where(reply => reply.Status != 200), reply => reply.IsProblem(409, "settlement-paid"));
        Assert.Equal(1, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.outbox where contract = 'ledger.settlement-paid.v1' and body like '%\"PAID\"%'"));
        Assert.Equal("withdraw", await Acts("HETS", "finance") + await Acts("HG", "finance"));

        async Task<string> Acts(string institution, string role) => string.Join(' ', (await (await house.As(institution, role)).AskLedger("settlements")).Is(200)["items"]
            .EnumerateArray().Single(one => one.GetProperty("id").GetGuid() == settlement).GetProperty("acts").EnumerateArray().Select(act => act.GetString()));
    }

    [Fact]
    public async Task Who_recorded_a_payment_takes_it_back_with_a_reason_and_it_is_recorded_anew()
    {
        var settlement = await Settlement("BACK", "HETS", "HETS", "HG", "ISSM");
        (await TakeBack("BACK", "HETS", "Mauvais jour")).IsProblem(409, "payment-not-recorded");
        (await Pay("BACK", "HETS")).Is(200);
        (await TakeBack("BACK", "HG", "Mauvais jour")).IsProblem(403, "payment-of-others");
        (await TakeBack("BACK", "ISSM", "Mauvais jour")).IsProblem(404, "settlement-not-found");
        (await TakeBack("BACK", "CG68", "Mauvais jour")).IsProblem(404, "book-not-found");
        (await TakeBack("BACK", "HETS", "Mauvais jour", Guid.NewGuid())).IsProblem(404, "settlement-not-found");
        foreach (var unsaid in new[] { " ", "deux\nlignes", new string('x', 501) })
        {
            (await TakeBack("BACK", "HETS", unsaid)).IsProblem(422, "reason-invalid");
        }

        var withdrawn = await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => TakeBack("BACK", "HETS", "Mauvais jour")));
        var done = Assert.Single(withdrawn, reply => reply.Status == 200);
        Assert.All(withdrawn.Except([done]), reply => reply.IsProblem(409, "payment-not-recorded"));
        Assert.Equal(("open", "pay"), (done["state"].GetString(), done["acts"][0].GetString()));

        // What was recorded, and why it does not hold, is read by both ends; it is recorded anew, and a second time taken back.
        (await (await house.As("HG", "finance")).PostToLedger("books/BACK/years/2014-2015/settlement", new { paidOn = "2015-10-02", reference = "V-2" })).Is(200);
        foreach (var end in new[] { "HETS", "HG" })
        {
            var read = (await (await house.As(end, "auditor")).AskLedger("settlements")).Is(200)["items"].EnumerateArray().Single(one => one.GetProperty("id").GetGuid() == settlement);
            Assert.Equal(("paid", "2015-10-02", "V-2", "HG"), (Of(read, "state"), Of(read, "paidOn"), Of(read, "reference"), Of(read, "recordedFor")));
            var kept = Assert.Single(read.GetProperty("withdrawn").EnumerateArray());
            Assert.Equal(("2015-10-01", "V-1", "HETS", "Mauvais jour"), (Of(kept, "paidOn"), Of(kept, "reference"), Of(kept, "recordedFor"), Of(kept, "reason")));
        }

        Assert.Equal(2, (await TakeBack("BACK", "HG", "Pas encore payé", settlement)).Is(200)["withdrawn"].GetArrayLength());
        Assert.Equal(
            "ledger.settlement-paid.v1 1,ledger.payment-withdrawn.v1 1,ledger.settlement-paid.v1 2,ledger.payment-withdrawn.v1 2",
            await house.Scalar<string>(LedgerService.Host, """
                select string_agg(contract || ' ' || (body::jsonb ->> 'payment'), ',' order by sequence) from plumbing.outbox where body like '%"BACK"%' and body like '%"payment"%'
                """));
        // Nothing holds any more: the year may be reopened.
        (await (await house.As("HETS", "finance")).PostToLedger("books/BACK/years/2014-2015/reopening", new { reason = "Erreur" })).Is(201);

        static string? Of(System.Text.Json.JsonElement read, string field) => read.GetProperty(field).GetString();
    }

    [Fact]
    public async Task What_is_recorded_as_paid_stands_for_every_role_unless_it_is_kept_as_taken_back()
    {
        await Settlement("STANDS", "HETS");
        (await Pay("STANDS", "HETS")).Is(200);
        foreach (var sql in new[]
        {
            "update ledger.settlement set paid_on = null, payment_reference = null, recorded_for = null, recorded_by = null where book = 'STANDS'",
            "update ledger.settlement set paid_on = null, payment_reference = null, recorded_for = null, recorded_by = null, payment = payment + 1 where book = 'STANDS'",
            "update ledger.settlement set paid_on = '2015-10-03' where book = 'STANDS'", "delete from ledger.settlement where book = 'STANDS'",
        })
        {
            Assert.Equal(PostgresErrorCodes.RestrictViolation, (await Assert.ThrowsAsync<PostgresException>(() => house.Execute(LedgerService.Host, sql))).SqlState);
        }

        (await TakeBack("STANDS", "HETS", "Mauvais jour")).Is(200);
        Assert.Equal(PostgresErrorCodes.RestrictViolation, (await Assert.ThrowsAsync<PostgresException>(() => house.Execute(LedgerService.Host, "delete from ledger.payment_withdrawal"))).SqlState);
    }

    [Fact]
    public async Task A_year_that_is_reopened_and_one_that_is_paid_exclude_each_other()
    {
        for (var times = 1; times <= 5; times++)
        {
            var book = "RACE-" + times;
            await Settlement(book, "HETS");
            var proposal = (await (await house.As("HETS", "finance")).PostToLedger($"books/{book}/years/2014-2015/reopening", new { reason = "Erreur" })).Is(201);
            (await Consent("HETS", proposal)).Is(201);
            var (paid, reopened) = (Pay(book, "HETS"), Consent("HG", proposal));
            var statuses = (await Task.WhenAll(paid, reopened)).Select(reply => reply.Status).ToList();
            Assert.True(statuses is [200, 409] or [404, 201], string.Join(' ', statuses));
        }
    }

    [Fact]
    public async Task A_reopening_is_of_a_year_that_is_closed_and_not_paid()
    {
        await Settlement("CLOSED", "HETS");
        var finance = await house.As("HETS", "finance");
        foreach (var (year, status, code) in new[] { ("2013-2014", 409, ""), ("2014-2015 ", 400, "request-invalid"), ("9998-9999", 404, "year-not-found"), ("x", 400, "request-invalid") })
        {
            (await finance.PostToLedger($"books/CLOSED/years/{year}/reopening", new { reason = "Erreur" })).IsProblem(status, code.Length > 0 ? code : "year-not-closed");
            (await finance.PostToLedger($"books/CLOSED/years/{year}/signatures", new { hash = "x" })).IsProblem(status, code.Length > 0 ? code : "no-statement");
            (await finance.PostToLedger($"books/CLOSED/years/{year}/closing")).IsProblem(status, code.Length > 0 ? code : "no-statement");
        }

        (await Pay("CLOSED", "HG")).Is(200);
        (await finance.PostToLedger("books/CLOSED/years/2014-2015/reopening", new { reason = "Erreur" })).IsProblem(409, "settlement-paid");
        (await (await house.As("ISSM", "finance")).PostToLedger("books/CLOSED/years/2014-2015/reopening", new { reason = "Erreur" })).IsProblem(404, "book-not-found");
    }

    private async Task<Reply> Pay(string book, string institution, Guid? settlement = null, string year = "2014-2015") =>
        await (await house.As(institution, "finance")).PostToLedger($"books/{book}/years/{year}/settlement", new { paidOn = "2015-10-01", reference = "V-1", settlement });

    private async Task<Reply> TakeBack(string book, string institution, string reason, Guid? settlement = null) =>
        await (await house.As(institution, "finance")).PostToLedger($"books/{book}/years/2014-2015/settlement/withdrawal", new { reason, settlement });

    private async Task<Reply> Consent(string institution, Reply proposal) => await (await house.As(institution, "finance", institution + "-second"))
        .PostToLedger($"proposals/{proposal["id"]}/consents", new { hash = proposal["hash"].GetString() });

    /// <summary>A year that is closed, with an hour of HG's that HETS pays for.</summary>
    private async Task<Guid> Settlement(string book, string payer, params string[] parties)
    {
        await HeardAgreement.In(house, book, parties);
        var settlement = Guid.CreateVersion7();
        await house.Execute(LedgerService.Host, """
            with statement as (
                insert into ledger.statement (id, book, year, edition, content, content_hash, drafted_by, drafted_for, drafted_at, number, root, posted_at, closed_at)
                values (gen_random_uuid(), @book, '2014-2015', 1, '{}', 'x', 'x', 'HETS', now(), 1, 'x', now(), now()) returning id),
            year as (
                insert into ledger.book_year (book, year, first_day, last_day, state, statement)
                select @book, '2014-2015', '2014-09-01', '2015-08-31', 'closed', id from statement
                on conflict (book, year) do nothing)
            insert into ledger.settlement (id, book, year, statement, position, payer, payee, domains, minutes, amount, currency)
            select @settlement, @book, '2014-2015', id, 1, @payer, 'HG', '{promotion}', 60, 65.00, 'CHF' from statement
            """, new { book, settlement, payer });
        return settlement;
    }
}
