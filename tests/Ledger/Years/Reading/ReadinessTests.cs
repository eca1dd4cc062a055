using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Ledger.Reconciling;

namespace HourExchange.Tests.Ledger.Years.Reading;

[Trait("needs", "servers")]
public sealed class ReadinessTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Nothing_is_asked_and_order_and_state_are_told_as_a_draft_would_be_refused()
    {
        var work = await BookAtWork.Open(house, "ORDER");
        await work.Post(60);
        var ready = await Read("ORDER");
        Assert.Equal(("ORDER", "2014-2015", "open", true), (ready.Book, ready.Year, ready.State, ready.Ready));
        Assert.Equal((null, null, null, null), (ready.AskedAt, ready.AnsweredAt, ready.OpenLines, ready.CountedAlike));
        var next = Assert.Single((await Read("ORDER", "2015-2016")).Blocks);
        Assert.Equal(("earlier-year-open", "2014-2015"), (next.Code, next.Year));
        var running = (await (await work.Finance()).AskLedger("books/ORDER/years")).Is(200).Json.EnumerateArray().Last().GetProperty("year").GetString()!;
        Assert.Equal("year-running", (await Read("ORDER", running)).Blocks[0].Code);
        Assert.Equal(0, await house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.year_question where book = 'ORDER'"));

        var hash = await work.Draft();
        var drafted = await Read("ORDER");
        Assert.Equal(("drafted", true, true), (drafted.State, drafted.Ready, drafted.CountedAlike));
        Assert.NotNull(drafted.AnsweredAt);
        (await work.Sign("HG", hash)).Is(201);
        Assert.Equal("year-signed", Assert.Single((await Read("ORDER")).Blocks).Code);
        Assert.Equal((await work.TryDraft()).Code, (await Read("ORDER")).Blocks[0].Code);
    }

    [Fact]
    public async Task Disputed_and_open_lines_are_those_of_the_last_answer()
    {
        var work = await BookAtWork.Open(house, "QUARREL");
        await work.Post(60);
        var path = await work.Register(45);
        await work.Register(30);
        (await (await house.As("HG", "approver")).Act($"{path}/disputes", new { reason = "Pas eu lieu" })).Is(200);
        Assert.True((await Read("QUARREL")).Ready);
        (await work.TryDraft()).IsProblem(409, "lines-disputed");

        var known = await Read("QUARREL");
        var block = Assert.Single(known.Blocks);
        Assert.Equal(("lines-disputed", path.Split('/')[1], 1), (block.Code, Assert.Single(block.Lines).ToString(), block.Count));
        Assert.Equal((false, 1, true), (known.Ready, known.OpenLines, known.CountedAlike));
        // What is posted since is no reason, and makes the counts differ.
        await work.Post(15);
        known = await Read("QUARREL");
        Assert.Equal(("lines-disputed", false), (Assert.Single(known.Blocks).Code, known.CountedAlike));
    }

    [Fact]
    public async Task Lines_that_wait_for_the_ledger_are_told_until_they_are_posted()
    {
        var work = await BookAtWork.Open(house, "AWAITED");
        await work.Post(60);
        await using var broker = await Broker.Connect(house);
        var path = await work.Register(45);
        var lost = await LosingAnnouncement.Of(house, broker, path);
        (await work.TryDraft()).IsProblem(409, "lines-unposted");
        var block = Assert.Single((await Read("AWAITED")).Blocks);
        Assert.Equal(("lines-unposted", path.Split('/')[1], 1), (block.Code, Assert.Single(block.Lines).ToString(), block.Count));
        await lost.Find();
        await work.Posted(path);
        Assert.True((await Read("AWAITED")).Ready);

        // A revision that came before the one it follows: the ledger knows of it by itself, in its own year alone.
        var early = Given.Confirmed(book: "AWAITED", revision: 2);
        await GivenList.Post(house, early);
        block = Assert.Single((await Read("AWAITED")).Blocks);
        Assert.Equal(("lines-unposted", early.Line), (block.Code, Assert.Single(block.Lines)));
        Assert.Equal(["earlier-year-open"], (await Read("AWAITED", "2015-2016")).Blocks.Select(one => one.Code));
    }

    [Fact]
    public async Task Minutes_to_settle_without_a_tariff_are_told_beside_the_order()
    {
        var work = await BookAtWork.Open(house, "NO-TARIFF", agreement => agreement with { CarryCapMinutes = 0, SettlementTariff = null });
        await work.Post(60);
        await work.Post(60, "2015-10-01");
        Assert.Equal(["settlement-tariff-missing"], (await Read("NO-TARIFF")).Blocks.Select(block => block.Code));
        Assert.Equal((await work.TryDraft()).Code, (await Read("NO-TARIFF")).Blocks[0].Code);
        Assert.Equal(["earlier-year-open", "settlement-tariff-missing"], (await Read("NO-TARIFF", "2015-2016")).Blocks.Select(block => block.Code));
    }

    [Fact]
    public async Task Who_is_no_party_finds_no_book()
    {
        await BookAtWork.Open(house, "HIDDEN");
        (await (await house.As("ISSM", "finance")).AskLedger("books/HIDDEN/years/2014-2015/readiness")).IsProblem(404, "book-not-found");
        (await (await house.As("HETS", "auditor")).AskLedger("books/HIDDEN/years/2013-2014/readiness")).IsProblem(404, "year-not-found");
        (await (await house.As("*", "operator")).AskLedger("books/UNKNOWN/years/2014-2015/readiness")).IsProblem(403, "role-missing");
    }

    private async Task<HourExchange.Client.Ledger.YearReadiness> Read(string book, string year = "2014-2015") =>
        (await (await house.ClientsOf("HG", "auditor")).Ledger.GetReadinessAsync(book, year)).Is(200);
}
