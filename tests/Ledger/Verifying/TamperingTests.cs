using System.Text;
using Dapper;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Tests.Kit;
using HourExchange.Verifier;

namespace HourExchange.Tests.Ledger.Verifying;

/// <summary>Whatever the role that owns the tables changes in them, one value at a time, is named.</summary>
[Trait("needs", "servers")]
public sealed class TamperingTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    // What follows from nothing else that is kept: who drafted and when; when closing rows were posted (the rows have a moment
    // of their own); a settlement's identifier; the netting that it is in.
    private static readonly string[] SaidOnce = ["statement.drafted_by", "statement.drafted_at", "statement.posted_at", "settlement.id", "settlement.netting"];

    private static readonly Dictionary<string, string> OneRow = new()
    {
        ["pair_day"] = "(book, pair, value_date) = (select book, pair, value_date from ledger.pair_day order by 1, 2, 3 limit 1)",
        ["account"] = "number = 2",
        ["book"] = "ref = 'HETS-HG'",
        ["book_year"] = "state = 'closed'",
        ["statement"] = "number = 1",
        ["statement_row"] = "position = 1",
        ["statement_signature"] = "(institution, signs) = ('HG', 'content')",
        ["settlement"] = "position = 1",
    };

    private readonly Tampering _tampering = new(house);

    public async ValueTask InitializeAsync()
    {
        await house.Start(LedgerService.Host);
        if (await BookTables.Count(house) == 0)
        {
            await ClosedBook.Make(house);
            await _tampering.Prepare();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>One column of three, of each kind others.</summary>
    [Fact]
    public Task Columns_of_a_posting_of_every_kind_are_named_by_both_verifiers() => Name(3);

    [Fact]
    [Trait("slow", "yes")]
    public Task Every_column_of_a_posting_of_every_kind_is_named_by_both_verifiers() => Name(1);

    private async Task Name(int oneOf)
    {
        var head = await Head();
        var unseen = new List<string>();
        foreach (var number in await OneOfEachKind())
        {
            foreach (var (column, change) in (await _tampering.Columns("posting")).Where((_, index) => (index + number) % oneOf == 0))
            {
                var (ledger, verifier) = await _tampering.While(
                    "posting", $"update ledger.posting set {change} where book = 'HETS-HG' and number = {number}", async () => (await Verify(), await Check(head)));
                if (ledger.Code != 1 || !ledger.Output.Contains($"\nHETS-HG {number}: ", StringComparison.Ordinal))
                {
                    unseen.Add($"verify, {number} {column}: {ledger.Output}");
                }

                if (verifier.IsGood || !verifier.Sentence.StartsWith($"line {number}: ", StringComparison.Ordinal))
                {
                    unseen.Add($"verifier, {number} {column}: {verifier.Sentence}");
                }
            }
        }

        Assert.Empty(unseen);
        await AllIsRightAgain();
    }

    [Fact]
    public async Task A_posting_deleted_or_swapped_is_named_by_both_verifiers()
    {
        var head = await Head();
        var last = await house.Scalar<long>(LedgerService.Host, "select last_number from ledger.book where ref = 'HETS-HG'");
        foreach (var (sql, number, line) in new[]
        {
            ("delete from ledger.posting where book = 'HETS-HG' and number = 1", "1", 1L),
            ("delete from ledger.posting where book = 'HETS-HG' and number = 3", "3", 3),
            ($"delete from ledger.posting where book = 'HETS-HG' and number = {last}", $"{last}", last - 1),
            ("""
            update ledger.posting set number = -2 where book = 'HETS-HG' and number = 2;
            update ledger.posting set number = 2 where book = 'HETS-HG' and number = 3;
            update ledger.posting set number = 3 where book = 'HETS-HG' and number = -2
            """, "2", 2),
        })
        {
            var (ledger, verifier) = await _tampering.While("posting", sql, async () => (await Verify(), await Check(head)));
            Assert.Contains($"\nHETS-HG {number}: ", ledger.Output, StringComparison.Ordinal);
            Assert.Equal(1, ledger.Code);
            Assert.StartsWith($"line {line}: ", verifier.Sentence, StringComparison.Ordinal);
        }

        await AllIsRightAgain();
    }

    [Fact]
    public async Task A_posting_forged_behind_the_last_one_is_named_by_the_head_that_is_known()
    {
        var head = await Head();
        var last = await house.Scalar<long>(LedgerService.Host, "select last_number from ledger.book where ref = 'HETS-HG'");
        var hash = await ForgedHash(last);
        var (ledger, verifier) = await _tampering.While("posting", $"""
            create temp table forged as select * from ledger.posting where book = 'HETS-HG' and number = {last};
            update forged set number = number + 1, revision = revision + 1, hash = decode('{hash}', 'hex');
            insert into ledger.posting table forged;
            drop table forged
            """, async () => (await Verify(), await Check(head)));
        Assert.Contains($"\nHETS-HG {last + 1}: ", ledger.Output, StringComparison.Ordinal);
        // The forged line continues the chain: only what it ends with tells.
        Assert.Equal($"line {last + 1}: the book ends with {hash}, not with {head}", verifier.Sentence);
        await AllIsRightAgain();
    }

    [Theory]
    [InlineData("pair_day", "pair_day")]
    [InlineData("account", "account")]
    [InlineData("book", "")]
    [InlineData("book_year", "")]
    [InlineData("statement", "statement")]
    [InlineData("statement_row", "statement_row")]
    [InlineData("statement_signature", "statement")]
    [InlineData("settlement", "settlement")]
    public async Task Every_column_of_what_is_kept_beside_the_postings_is_named(string table, string name)
    {
        var wrong = new List<string>();
        foreach (var (column, change) in await _tampering.Columns(table))
        {
            var ledger = await _tampering.While(table, $"update ledger.{table} set {change} where {OneRow[table]}", Verify);
            var isNamed = ledger.Code == 1 && ledger.Output.Split('\n').Any(line =>
                line.StartsWith("HETS-HG", StringComparison.Ordinal) && line.Contains(": expected ", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal));
            if (isNamed == SaidOnce.Contains($"{table}.{column}"))
            {
                wrong.Add($"{column}: {ledger.Output}");
            }
        }

        Assert.Empty(wrong);
        await AllIsRightAgain();
    }

    [Theory]
    [InlineData("pair_day")]
    [InlineData("account")]
    [InlineData("book_year")]
    [InlineData("statement")]
    [InlineData("statement_row")]
    [InlineData("statement_signature")]
    [InlineData("settlement")]
    public async Task A_row_that_is_missing_is_named(string table)
    {
        Assert.Equal(1, (await _tampering.While(table, $"delete from ledger.{table} where {OneRow[table]}", Verify)).Code);
        await AllIsRightAgain();
    }

    private async Task AllIsRightAgain()
    {
        var (code, output) = await Verify();
        Assert.True(code == 0, output);
        var verdict = await Check(await Head());
        Assert.True(verdict.IsGood, verdict.Sentence);
    }

    /// <summary>The output has a line feed in front, so that a line's beginning can be looked for.</summary>
    private async Task<(int Code, string Output)> Verify()
    {
        await using var output = new StringWriter { NewLine = "\n" };
        return (await LedgerService.Host.Verbs["verify"](house.Database(LedgerService.Host), output), "\n" + output);
    }

    private async Task<Verdict> Check(string head)
    {
        var export = (await (await house.As("HG", "auditor")).AskLedger("books/HETS-HG/postings")).Is(200).Text;
        return ExportedBook.Check(new MemoryStream(Encoding.UTF8.GetBytes(export)), head);
    }

    private Task<string> Head() => house.Scalar<string>(LedgerService.Host, "select encode(last_hash, 'hex') from ledger.book where ref = 'HETS-HG'");

    /// <summary>None is the last: of a last line that is gone an export says nothing but another end.</summary>
    private async Task<IReadOnlyList<long>> OneOfEachKind()
    {
        await using var connection = await house.Database(LedgerService.Host).OpenConnectionAsync();
        var numbers = (await connection.QueryAsync<long>("""
            select max(number) from ledger.posting join ledger.book on ref = book where book = 'HETS-HG' and number < last_number group by kind order by 1
            """)).AsList();
        Assert.Equal(7, numbers.Count);
        return numbers;
    }

    /// <summary>The hash that the last posting would have if it were posted once more, one revision on.</summary>
    private async Task<string> ForgedHash(long last)
    {
        await using var connection = await house.Database(LedgerService.Host).OpenConnectionAsync();
        await foreach (var posted in PostingQuery.ReadRange(connection, "HETS-HG", last, last))
        {
            var text = CanonicalPosting.Text(posted.Entry with { Revision = posted.Entry.Revision + 1 });
            return Convert.ToHexStringLower(CanonicalPosting.Hash("HETS-HG", last + 1, text, posted.PostedAt, posted.Hash));
        }

        throw new InvalidOperationException("there is no last posting");
    }
}
