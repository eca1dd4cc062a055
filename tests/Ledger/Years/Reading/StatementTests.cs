using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Plumbing.Sheets;

namespace HourExchange.Tests.Ledger.Years.Reading;

[Trait("needs", "servers")]
public sealed class StatementTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_adjustment_that_is_taken_back_late_stands_in_the_section_in_which_it_is_counted()
    {
        await HeardAgreement.In(house, "TAKEN-BACK");
        await Accepted("books/TAKEN-BACK/adjustments", Entries(90));
        await Accepted("books/TAKEN-BACK/openings", Entries(40));
        await Close("TAKEN-BACK");
        await Accepted("postings/TAKEN-BACK:1/reversals", new { reason = "Erreur" });
        await Accepted("postings/TAKEN-BACK:2/reversals", new { reason = "Erreur" });

        var statement = (await Read("TAKEN-BACK", "2015-2016")).Is(200);
        Assert.Equal(
            ["opening 4 reversal 2015-09-01 2", "adjustments 3 reversal 2015-09-01 1"],
            statement["lines"].EnumerateArray().Select(line => string.Join(
                ' ', new[] { "section", "number", "kind", "valueDate", "reverses" }.Select(field => line.GetProperty(field).ToString()))));
        var figures = statement["figures"].EnumerateArray().Single();
        Assert.Equal(
            (-40, -90, 0, -130),
            (figures.GetProperty("opening").GetInt64(), figures.GetProperty("adjusted").GetInt64(), figures.GetProperty("late").GetInt64(), figures.GetProperty("balance").GetInt64()));
        Assert.Equal(["4 2015-2016", "3 2015-2016"], (await Read("TAKEN-BACK", "2014-2015"))["lines"].EnumerateArray()
            .Select(line => $"{line.GetProperty("reversedBy")} {line.GetProperty("reversedIn")}"));
        Assert.Equal(130, (await Read("TAKEN-BACK", "2014-2015"))["figures"].EnumerateArray().Single().GetProperty("balance").GetInt64());
    }

    [Fact]
    public Task A_long_statement_is_whole() => IsWhole("SOME", 3_000);

    [Fact]
    [Trait("slow", "yes")]
    public Task A_statement_of_a_hundred_and_fifty_thousand_lines_is_whole() => IsWhole("LONG", 150_000);

    private async Task IsWhole(string book, int count)
    {
        await HeardAgreement.In(house, book);
        await Accepted($"books/{book}/adjustments", Entries(1));
        await Copies(book, 2, count);
        var lines = (await Read(book, "2014-2015")).Is(200)["lines"];
        Assert.Equal(count, lines.GetArrayLength());
        Assert.Equal((count, count), (lines[count - 1].GetProperty("number").GetInt32(), lines[count - 1].GetProperty("balance").GetInt32()));
        var part = await (await house.As("HG", "auditor")).AskLedger($"books/{book}/statement?year=2014-2015&skip={count - 2}&take=1");
        var only = Assert.Single(part.Is(200)["lines"].EnumerateArray());
        Assert.Equal((count, count - 1, count - 1), (part["lineCount"].GetInt32(), only.GetProperty("number").GetInt32(), only.GetProperty("balance").GetInt32()));
        Assert.Equal(0, (await (await house.As("HG", "auditor")).AskLedger($"books/{book}/statement?year=2014-2015&take=0"))["lines"].GetArrayLength());
        var list = await (await house.As("HG", "auditor")).AskLedger($"books/{book}/statement.csv?year=2014-2015");
        Assert.Equal(count + 1, list.Text.Count(character => character == '\n'));
        // Its header, its one section's sum and the total beside them.
        var table = await (await house.As("HG", "auditor")).AskLedger($"books/{book}/statement?year=2014-2015&format=csv&dialect=rfc4180&table=lines");
        Assert.Equal(count + 3, table.Is(200).Text.Count(character => character == '\n'));
        Assert.Equal(count, PrintedSums.OfCsv(table.Text)["credited-HETSMinutes"]);
    }

    [Theory]
    [InlineData("statement?year=2014-2015%20", 400, "request-invalid")]
    [InlineData("statement?year=2014", 404, "year-not-found")]
    [InlineData("statement?year=%00", 400, "request-invalid")]
    [InlineData("statement?year=9998-9999", 404, "year-not-found")]
    [InlineData("statement", 400, "request-invalid")]
    [InlineData("statement?year=2014-2015&edition=1", 404, "statement-not-found")]
    [InlineData("statement?year=2014-2015&edition=-1", 404, "statement-not-found")]
    [InlineData("statement?year=2014-2015&take=-1", 400, "page-invalid")]
    [InlineData("statement?year=2014-2015&skip=-1", 400, "page-invalid")]
    [InlineData("statement?year=2014-2015&edition=9999999999", 400, "request-invalid")]
    public async Task A_year_or_edition_that_is_none_is_told_so(string path, int status, string code)
    {
        await HeardAgreement.In(house, "SHORT");
        (await (await house.As("HG", "auditor")).AskLedger("books/SHORT/" + path)).IsProblem(status, code);
        (await (await house.As("ISSM", "auditor")).AskLedger("books/SHORT/statement?year=2014-2015")).IsProblem(404, "book-not-found");
    }

    private static object Entries(int minutes) =>
        new { reason = "Reprise", entries = new[] { new { institution = "HETS", counterpart = "HG", domain = "promotion", valueDate = "2014-10-01", minutes } } };

    private async Task<Reply> Read(string book, string year) => await (await house.As("HG", "auditor")).AskLedger($"books/{book}/statement?year={year}");

    private async Task Accepted(string path, object body)
    {
        var proposal = (await (await house.As("HETS", "finance")).PostToLedger(path, body)).Is(201);
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await (await house.As(party, "finance", party + "-second")).PostToLedger($"proposals/{proposal["id"]}/consents", new { hash = proposal["hash"].GetString() })).Is(201);
        }
    }

    /// <summary>As a year stands whose statement every party has signed and countersigned.</summary>
    private Task Close(string book) => house.Execute(LedgerService.Host, """
        insert into ledger.book_year (book, year, first_day, last_day, state, statement) values
            (@book, '2014-2015', '2014-09-01', '2015-08-31', 'closed', gen_random_uuid()), (@book, '2015-2016', '2015-09-01', '2016-08-31', 'open', null)
        """, new { book });

    private Task Copies(string book, int from, int to) => house.Execute(LedgerService.Host, """
        insert into ledger.posting (book, number, kind, line, revision, debit_account, credit_account, minutes, keys, year, line_date, value_date, posted_at, hash)
        select book, copy, kind, line, copy, debit_account, credit_account, minutes, keys, year, line_date, value_date, posted_at, hash
        from ledger.posting, generate_series(@from, @to) as copy where book = @book and number = 1
        """, new { book, from, to });
}
