using System.Text;
using System.Text.Json;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Verifier;

namespace HourExchange.Tests.Ledger.Years;

[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class ClosingRaceTests(House house) : IClassFixture<House>, IDisposable
{
    private const int Lists = 10;
    private const int LinesInAList = 500;

    // No statement can be drafted while lines are under way. Each further list is let go when a draft stands, and races with its signatures.
    private readonly SemaphoreSlim _drafted = new(2);

    /// <summary>Two processes of the ledger post what comes in, while finance tries to close the year under them until it succeeds.</summary>
    [Fact]
    public async Task A_year_is_closed_in_the_middle_of_a_stream_and_each_line_stands_in_one_statement()
    {
        var work = await BookAtWork.Open(house, "RACE");
        await using var other = ServiceProcess.Start(house, LedgerService.Host);
        await using var broker = await Broker.Connect(house);
        await Eventually.Equal(2u, () => broker.Consumers("ledger.intervention-confirmed.v1"));
        var stream = Task.Run(Stream);
        await Eventually.Equal(2 * LinesInAList, () => BookTables.Count(house, "RACE"));
        var round = 0;
        while (!await TryToClose(work, ++round))
        {
            Assert.True(round < Lists - 2, "no draft could be signed before the next list was posted");
        }

        Assert.True(round > 1, "a draft that a posting withdrew was signed");
        var closedAt = await BookTables.Count(house, "RACE");
        var (signed, balances) = ((await work.Statement()).Text, await Balances(work, "2015-08-31"));
        await stream;
        await Eventually.Equal(Lists * LinesInAList, () => house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.posting where book = 'RACE' and kind = 'intervention'"));
        Assert.True(other.IsRunning, "the other ledger has ended");
        Assert.True(closedAt < Lists * LinesInAList, $"{closedAt} rows stood when the year was closed: there was no race");

        Assert.Equal(signed, (await work.Statement()).Text);
        Assert.Equal(balances, await Balances(work, "2015-08-31"));
        Reply[] statements = [await work.Statement(), await work.Statement("2015-2016")];
        var own = Lines(statements[0]);
        var late = Lines(statements[1]);
        Assert.All(late, line => Assert.Equal("late", line.GetProperty("section").GetString()));
        Assert.NotEmpty(late);
        var ids = own.Concat(late).Select(line => line.GetProperty("line").GetGuid()).ToList();
        Assert.Equal((Lists * LinesInAList, Lists * LinesInAList), (ids.Count, ids.Distinct().Count()));

        // What was signed is what a plain sum of the lines comes to, and what the accounts show.
        Assert.Equal(BookTables.AllZero, await BookTables.Sums(house));
        var given = Sum(own) - statements[0]["settlements"].EnumerateArray().Sum(owed => owed.GetProperty("minutes").GetInt64());
        Assert.Equal(180, given);
        Assert.Equal($"HETS 2015-2016 {-given - Sum(late)}, HG 2015-2016 {given + Sum(late)}", await work.Balance());
        var content = JsonDocument.Parse(statements[0]["signedText"].GetString()!).RootElement;
        Assert.Equal(own.Count, content.GetProperty("lines").GetInt32());
        Assert.Equal(-Sum(own), content.GetProperty("figures")[0].GetProperty("balance").GetInt64());

        var export = Encoding.UTF8.GetBytes((await (await work.Finance()).AskLedger("books/RACE/postings")).Is(200).Text);
        var verdict = ExportedBook.Check(new MemoryStream(export), await house.Scalar<string>(LedgerService.Host, "select encode(last_hash, 'hex') from ledger.book where ref = 'RACE'"));
        Assert.True(verdict.IsGood, verdict.Sentence);
    }

    public void Dispose() => _drafted.Dispose();

    private async Task Stream()
    {
        var registrar = await house.As("HETS", "registrar");
        for (var list = 0; list < Lists; list++)
        {
            var rows = Enumerable.Range(0, LinesInAList).Select(line => Given.Row(
                $"R-{list}-{line}", $"{1 + (line % 28):00}.{1 + (list % 8):00}.2015", nature: "td", quantity: $"{1 + (line % 90)}", unit: "minute")).ToArray();
            var import = (await registrar.PostRaw("imports?agreement=RACE", Given.Csv(rows))).Is(200)["import"].GetString();
            foreach (var side in new[] { "HETS", "HG" })
            {
                if (side == "HG")
                {
                    await _drafted.WaitAsync();
                }

                Assert.Equal(LinesInAList, (await (await house.As(side, "approver")).Post("interventions/confirmations", new { import })).Is(200)["turned"].GetInt32());
            }
        }
    }

    /// <returns>False when the stream was faster: a posting has withdrawn the draft.</returns>
    private async Task<bool> TryToClose(BookAtWork work, int round)
    {
        var drafted = await work.TryDraft();
        await Eventually.Holds("the year is drafted", async () => drafted.Status == 201 || (drafted = await work.TryDraft()).Status == 201);
        _drafted.Release();
        if (round == 1)
        {
            await Eventually.Equal("open", () => work.State());
        }

        for (var reading = round; reading is > 1 and < 4; reading++)
        {
            await work.Statement();
        }

        var hash = drafted["hash"].GetString()!;
        var first = await work.Sign("HG", hash);
        if (first.Status != 201)
        {
            first.IsProblem(409, "no-statement");
            return false;
        }

        _drafted.Release(Lists);
        (await work.Sign("HETS", hash)).Is(201);
        var root = (await work.TryClose()).Is(200)["root"].GetString()!;
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await work.Sign(party, root)).Is(201);
        }

        return true;
    }

    private static List<JsonElement> Lines(Reply statement) =>
        [.. statement["lines"].EnumerateArray().Where(line => line.GetProperty("kind").GetString() == "intervention")];

    private static long Sum(IEnumerable<JsonElement> lines) => lines.Sum(line => line.GetProperty("minutes").GetInt64());

    private static async Task<string> Balances(BookAtWork work, string asOf) =>
        (await (await work.Finance()).AskLedger($"books/{work.Book}/balance?asOf={asOf}")).Is(200)["accounts"].GetRawText();
}
