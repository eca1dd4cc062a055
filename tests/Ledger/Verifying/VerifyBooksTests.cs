using System.Text;
using Dapper;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Ledger.Reconciling;
using HourExchange.Verifier;

namespace HourExchange.Tests.Ledger.Verifying;

[Trait("needs", "servers")]
public sealed class VerifyBooksTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_book_verifies_through_closing_reopening_and_closing_again()
    {
        Assert.Equal((0, ""), await Verify());
        await GivenList.Post(house, Given.Confirmed(book: "OTHER"));
        await ClosedBook.Make(house);
        var (code, output) = await Verify();
        Assert.True(code == 0, output);
        Assert.Matches(@"\AHETS-HG: \d+ postings, \d+ accounts, \d+ days, 1 statements, last hash [0-9a-f]{64}\nOTHER: 1 postings, ", output);
        await using (var connection = await house.Database(LedgerService.Host).OpenConnectionAsync())
        {
            Assert.Equal(
                ["adjustment", "carry-forward", "compensation", "intervention", "opening", "reversal", "settlement"],
                await connection.QueryAsync<string>("select distinct kind from ledger.posting order by kind"));
        }

        await JournalsAreAccepted();
        await ClosedBook.Reopen(house);
        (code, output) = await Verify();
        Assert.True(code == 0, output);
        await ClosedBook.Close(house);
        (code, output) = await Verify();
        Assert.True(code == 0, output);
        Assert.Contains("2 statements", output, StringComparison.Ordinal);

        await JournalsAreAccepted();
        var export = Encoding.UTF8.GetBytes((await (await house.As("HG", "auditor")).AskLedger("books/HETS-HG/postings")).Is(200).Text);
        var verdict = ExportedBook.Check(new MemoryStream(export), null);
        Assert.True(verdict.IsGood, verdict.Sentence);
    }

    private async Task JournalsAreAccepted()
    {
        var auditor = await house.As("HG", "auditor");
        foreach (var query in new[] { "", "?year=2014-2015", "?year=2015-2016" })
        {
            var journal = (await auditor.AskLedger("books/HETS-HG/journal" + query)).Is(200).Text;
            Assert.Equal((0, ""), await Hledger.Check(journal));
            Assert.Equal(query != "?year=2015-2016", journal.Contains("is closed", StringComparison.Ordinal));
            // Without one of the carry's rows the year does not come to zero.
            var carry = journal.IndexOf(") carry-forward", StringComparison.Ordinal);
            var begin = journal.LastIndexOf("\n\n", carry, StringComparison.Ordinal);
            var (code, error) = await Hledger.Check(journal.Remove(begin, journal.IndexOf("\n\n", carry, StringComparison.Ordinal) - begin));
            Assert.NotEqual(0, code);
            Assert.Contains("assertion", error, StringComparison.Ordinal);
        }
    }

    private async Task<(int Code, string Output)> Verify()
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (await LedgerService.Host.Verbs["verify"](house.Database(LedgerService.Host), output), output.ToString());
    }
}
