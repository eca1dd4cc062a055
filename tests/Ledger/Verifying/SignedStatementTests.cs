using System.Text;
using System.Text.Json.Nodes;
using HourExchange.Tests.Kit;
using HourExchange.Verifier;

namespace HourExchange.Tests.Ledger.Verifying;

/// <summary>A statement that the ledger answered, in the hands of a stranger who has the verifier alone.</summary>
[Trait("needs", "servers")]
public sealed class SignedStatementTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    private string _statement = "";
    private string _book = "";

    public async ValueTask InitializeAsync()
    {
        await house.Start(HourExchange.Ledger.LedgerService.Host);
        if (await BookTables.Count(house) == 0)
        {
            await ClosedBook.Make(house);
        }

        var auditor = await house.As("HG", "auditor");
        _statement = (await auditor.AskLedger($"books/HETS-HG/statement?year={ClosedBook.Year}")).Is(200).Text;
        _book = (await auditor.AskLedger("books/HETS-HG/postings")).Is(200).Text;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void A_closed_year_s_statement_verifies_alone_and_against_its_book()
    {
        var alone = Check(_statement, null);
        Assert.True(alone.IsGood, alone.Sentence);
        var both = Check(_statement, _book);
        Assert.True(both.IsGood, both.Sentence);
    }

    [Fact]
    public async Task A_reopened_edition_verifies_against_the_book_that_went_on()
    {
        await ClosedBook.Reopen(house);
        try
        {
            var auditor = await house.As("HG", "auditor");
            var former = (await auditor.AskLedger($"books/HETS-HG/statement?year={ClosedBook.Year}&edition=1")).Is(200).Text;
            var verdict = Check(former, (await auditor.AskLedger("books/HETS-HG/postings")).Is(200).Text);
            Assert.True(verdict.IsGood, verdict.Sentence);
            // The answer of when it was closed is no longer all that stands in the year.
            Assert.Contains("line ", Check(_statement, (await auditor.AskLedger("books/HETS-HG/postings")).Text).Sentence, StringComparison.Ordinal);
        }
        finally
        {
            await ClosedBook.Close(house);
        }
    }

    [Fact]
    public async Task What_a_later_year_takes_back_is_on_a_statement_that_is_printed_since_and_not_on_one_from_before()
    {
        var number = await ClosedBook.ReverseAdjustment(house);
        var auditor = await house.As("HG", "auditor");
        var (since, book) = ((await auditor.AskLedger($"books/HETS-HG/statement?year={ClosedBook.Year}")).Is(200), (await auditor.AskLedger("books/HETS-HG/postings")).Is(200).Text);
        var line = since["lines"].EnumerateArray().Single(one => one.GetProperty("number").GetInt64() == number);
        Assert.Equal("2015-2016", line.GetProperty("reversedIn").GetString());
        Assert.All([_statement, since.Text], statement => Assert.True(Check(statement, book).IsGood, Check(statement, book).Sentence));
        var reversedBy = line.GetProperty("reversedBy").GetInt64();
        Assert.Contains("reversedBy of number", Check(since.Text.Replace($"\"reversedBy\":{reversedBy}", "\"reversedBy\":3", StringComparison.Ordinal), book).Sentence, StringComparison.Ordinal);
        Assert.Contains("reversedIn of number", Check(since.Text.Replace("\"reversedIn\":\"2015-2016\"", "\"reversedIn\":\"2016-2017\"", StringComparison.Ordinal), book).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hash", "hash: ")]
    [InlineData("root", "has not signed the root")]
    [InlineData("signedText", "hash: ")]
    [InlineData("book", "of another book")]
    [InlineData("signatures/0/hash", "has not signed the content")]
    [InlineData("signatures/1/institution", "has not signed the content")]
    [InlineData("signatures/0/subject", "the keys of line", true)]
    [InlineData("signatures/0/signedAt", "the keys of line", true)]
    [InlineData("signatures/3/hash", "has not signed the root")]
    [InlineData("figures/0/balance", "does not add up")]
    [InlineData("figures/0/opening", "does not add up")]
    [InlineData("figures/0/settled", "does not add up")]
    [InlineData("lines/2/hash", "lines: hash of number", true)]
    [InlineData("lines/2/number", "lines: number of number", true)]
    [InlineData("statement", "closing row 1", true)]
    public void What_is_changed_in_a_statement_is_named(string path, string why, bool inBook = false)
    {
        var json = JsonNode.Parse(_statement)!;
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate(json, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        var value = parent[steps[^1]]!.AsValue();
        parent[steps[^1]] = value.TryGetValue<long>(out var number) ? number + 1
            : steps[^1] == "signedText" ? value.GetValue<string>() + " "
            : steps[^1] == "signedAt" ? value.GetValue<DateTime>().AddSeconds(1)
            : value.GetValue<string>() is var text && text.EndsWith('0') ? text[..^1] + "1" : text[..^1] + "0";
        var verdict = Check(json.ToJsonString(), inBook ? _book : null);
        Assert.False(verdict.IsGood, verdict.Sentence);
        Assert.Contains(why, verdict.Sentence, StringComparison.Ordinal);
    }

    /// <summary>Every field that is printed, the state of payment apart, which nobody signs: each altered in turn, and named.</summary>
    [Fact]
    public void No_printed_field_can_be_altered()
    {
        var fields = Leaves(JsonNode.Parse(_statement)!, "").ToList();
        var tried = new List<string>();
        foreach (var path in fields.Where(path => !IsBesideWhatIsSigned(path)))
        {
            var json = JsonNode.Parse(_statement)!;
            var steps = path.Split('/');
            var parent = steps[..^1].Aggregate(json, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
            JsonNode? changed = Altered(steps[^1], int.TryParse(steps[^1], out var at) ? parent[at] : parent[steps[^1]]);
            if (int.TryParse(steps[^1], out var place))
            {
                parent[place] = changed;
            }
            else
            {
                parent[steps[^1]] = changed;
            }

            var verdict = Check(json.ToJsonString(), _book);
            Assert.False(verdict.IsGood, $"{path} was altered and nobody saw it");
            if (path.StartsWith("lines/", StringComparison.Ordinal) && steps.Length == 3)
            {
                Assert.Contains($"lines: {steps[2]} of number", verdict.Sentence, StringComparison.Ordinal);
            }

            tried.Add(path);
        }

        Assert.InRange(tried.Count, 100, 5_000);
    }

    // Who paid, when and by which way is told of later; the statement's own number, and who signed the root when, are told by the
    // ledger alone; settlements of a former edition are those of another text.
    private bool IsBesideWhatIsSigned(string path) => path.Split('/') switch
    {
        ["number"] => true,
        ["settlements", var index, .., var field] => field is "id" or "state" or "paidOn" or "reference" or "recordedFor" or "netting"
            || (string?)JsonNode.Parse(_statement)!["settlements"]![int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)]!["state"] == "reopened",
        ["signatures", var index, "subject" or "signedAt"] =>
            (string?)JsonNode.Parse(_statement)!["signatures"]![int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)]!["signs"] == "root",
        _ => false,
    };

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Leaves(field.Value, path + field.Key + "/")),
        JsonArray all => all.SelectMany((one, index) => Leaves(one, path + index + "/")),
        _ => [path.TrimEnd('/')],
    };

    private static JsonNode Altered(string field, JsonNode? value) => value switch
    {
        null => "1",
        JsonValue one when one.TryGetValue<bool>(out var truth) => !truth,
        JsonValue one when one.TryGetValue<decimal>(out var number) => number + 1,
        JsonValue one when field is "signedAt" or "postedAt" or "at" => one.GetValue<DateTimeOffset>().AddSeconds(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.GetValue<string>() is var text && text.EndsWith('0') ? text[..^1] + "1" : text[..^1] + "0",
    };

    [Fact]
    public void A_book_that_says_otherwise_is_named()
    {
        var lines = _book.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Cut off before the last closing row: the chain is whole, the statement is not posted as signed.
        var cut = Array.FindLastIndex(lines, line => line.Contains("\"carry-forward\"", StringComparison.Ordinal));
        Assert.Contains("closing row", Check(_statement, string.Join('\n', lines[..cut]) + "\n").Sentence, StringComparison.Ordinal);
        var changed = 1 + Array.FindIndex(lines, line => line.Contains("R-2", StringComparison.Ordinal));
        Assert.StartsWith($"line {changed}: ", Check(_statement, _book.Replace("R-2", "R-9", StringComparison.Ordinal)).Sentence, StringComparison.Ordinal);
        Assert.Contains("linesRoot", Check(_statement, "").Sentence, StringComparison.Ordinal);
    }

    private static Verdict Check(string statement, string? book) => SignedStatement.Check(
        new MemoryStream(Encoding.UTF8.GetBytes(statement)), book is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(book)));
}
