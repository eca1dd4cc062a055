using System.Text;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using HourExchange.Verifier;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Ledger.Books.Reading;

[Trait("needs", "servers")]
public sealed class BookExportTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    private static readonly InterventionConfirmed Corrected = Given.Confirmed(day: 40);

    public async ValueTask InitializeAsync()
    {
        var post = (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        if (await BookTables.Count(house) == 0)
        {
            await post.Handle(
            [
                .. Enumerable.Range(1, 60).Select(day => Message(Given.Confirmed(credited: day, day: day, lender: day % 4 == 0 ? "HETS" : "HG", receiver: day % 4 == 0 ? "HG" : "HETS"))),
                Message(Corrected), Message(Corrected with { PostingRevision = 2, TaughtMinutes = 45, CreditedMinutes = 45 }),
            ], default);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_exported_book_verifies_and_one_changed_byte_is_named()
    {
        var export = Encoding.UTF8.GetBytes((await (await house.As("HG", "auditor")).AskLedger("books/HETS-HG/postings")).Is(200).Text);
        var hash = await house.Scalar<string>(LedgerService.Host, "select encode(last_hash, 'hex') from ledger.book where ref = 'HETS-HG'");
        var verdict = ExportedBook.Check(new MemoryStream(export), hash);
        Assert.True(verdict.IsGood, verdict.Sentence);
        Assert.Contains("63 postings", verdict.Sentence, StringComparison.Ordinal);

        var random = new Random(20141001);
        for (var times = 0; times < 200; times++)
        {
            var index = random.Next(export.Length);
            var line = 1 + export.AsSpan(0, index).Count((byte)'\n');
            var original = export[index];
            export[index] = (byte)(original ^ (1 << random.Next(8)));
            Assert.Matches($@"\Aline ({line}|{line + 1}): ", ExportedBook.Check(new MemoryStream(export), hash).Sentence);
            export[index] = original;
        }
    }

    [Fact]
    public async Task Hledger_accepts_the_journal_and_finds_the_same_balances()
    {
        var finance = await house.As("HETS", "finance");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, (await finance.AskLedger("books/HETS-HG/journal")).Is(200).Text);
        Assert.Equal("", await Hledger.Run("-f", file, "check", "--strict"));
        var balances = (await finance.AskLedger("books/HETS-HG/balance?asOf=2099-12-31")).Is(200)["balances"].EnumerateArray()
            .ToDictionary(balance => balance.GetProperty("institution").GetString()!, balance => balance.GetProperty("minutes").GetInt64());
        var found = (await Hledger.Run("-f", file, "balance", "--depth", "2", "--no-total", "--no-elide", "-O", "csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(line => line.Trim().Split("\",\"")).ToDictionary(cells => cells[0].Trim('"').Split(':')[^1], cells => long.Parse(cells[1].Trim('"').Split(' ')[0], null));
        Assert.Equal(balances, found);
        Assert.Equal(0, balances.Values.Sum());
        Assert.NotEqual(0, balances["HG"]);
    }

    [Fact]
    public async Task The_journal_of_a_year_holds_what_moves_its_accounts()
    {
        var finance = await house.As("HETS", "finance");
        var journal = (await finance.AskLedger("books/HETS-HG/journal?year=2014-2015")).Is(200).Text;
        Assert.Equal((0, ""), await Hledger.Check(journal));
        Assert.Equal(63, journal.Split("    ; line: ").Length - 1);
        (await finance.AskLedger("books/HETS-HG/journal?year=2034-2035")).IsProblem(404, "year-not-found");
    }

    [Theory]
    [InlineData("first_credit = first_credit + 1")]
    [InlineData("second_debit = second_debit + 1")]
    public async Task Hledger_refuses_a_journal_whose_kept_days_differ_from_its_postings(string change)
    {
        var finance = await house.As("HETS", "finance");
        const string Where = "where book = 'HETS-HG' and value_date = '2014-10-07'";
        await house.Execute(LedgerService.Host, $"update ledger.pair_day set {change} {Where}");
        try
        {
            foreach (var year in new[] { "", "?year=2014-2015" })
            {
                var (code, error) = await Hledger.Check((await finance.AskLedger("books/HETS-HG/journal" + year)).Is(200).Text);
                Assert.NotEqual(0, code);
                Assert.Contains("assertion", error, StringComparison.Ordinal);
            }
        }
        finally
        {
            await house.Execute(LedgerService.Host, $"update ledger.pair_day set {change.Replace('+', '-')} {Where}");
        }
    }

    [Theory]
    [InlineData("2014-09-30", 0)]
    [InlineData("2014-10-01", 1)]
    [InlineData("2014-10-04", 1 + 2 + 3 - 4)]
    [InlineData("2014-11-09", 820 - (2 * 220) + 45)]
    public async Task The_balance_as_at_a_date_counts_that_day_and_none_after(string asOf, long minutes)
    {
        var balances = (await (await house.As("HG", "finance")).AskLedger($"books/HETS-HG/balance?asOf={asOf}")).Is(200)["balances"];
        Assert.Equal(minutes, balances.EnumerateArray().Single(balance => balance.GetProperty("institution").GetString() == "HG").GetProperty("minutes").GetInt64());
    }

    [Fact]
    public async Task Who_is_no_party_cannot_learn_that_the_book_exists()
    {
        var stranger = await house.As("ISSM", "auditor");
        foreach (var path in new[] { "balance?asOf=2015-01-01", "postings", "journal" })
        {
            (await stranger.AskLedger($"books/HETS-HG/{path}")).IsProblem(404, "book-not-found");
            (await stranger.AskLedger($"books/NONE/{path}")).IsProblem(404, "book-not-found");
        }
    }

    [Fact]
    public async Task A_balance_asks_for_a_date()
    {
        var finance = await house.As("HG", "finance");
        (await finance.AskLedger("books/HETS-HG/balance")).IsProblem(400, "request-invalid");
        (await finance.AskLedger("books/HETS-HG/balance?asOf=yesterday")).IsProblem(400, "request-invalid");
    }

    private static Received<InterventionConfirmed> Message(InterventionConfirmed content) => new(Guid.CreateVersion7(), content);
}
