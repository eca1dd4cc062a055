using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Tests.Kit;
using HourExchange.Verifier;

namespace HourExchange.Tests.Verifier;

/// <summary>The committed test vectors: what the ledger's code writes, and what the verifier makes of every change to them.</summary>
public sealed class ExportedBookTests
{
    private static readonly string VectorFile = Path.Combine(Repository.Root, "docs", "vectors", "postings.ndjson");

    [Fact]
    public void The_ledger_writes_the_test_vectors_byte_for_byte() => Assert.Equal(File.ReadAllText(VectorFile), Encoding.UTF8.GetString(Vectors()));

    [Fact]
    public void The_test_vectors_verify()
    {
        var verdict = ExportedBook.Check(new MemoryStream(Vectors()), null);
        Assert.True(verdict.IsGood, verdict.Sentence);
        Assert.Contains("10 postings", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_byte_is_named_with_its_line()
    {
        var book = Vectors();
        var line = 1;
        for (var index = 0; index < book.Length; index++)
        {
            var original = book[index];
            book[index] ^= 1;
            var verdict = ExportedBook.Check(new MemoryStream(book), null);
            Assert.False(verdict.IsGood, $"byte {index} changed and nobody saw it");
            Assert.Matches($@"\Aline ({line}|{line + 1}): ", verdict.Sentence);
            book[index] = original;
            line += original == '\n' ? 1 : 0;
        }
    }

    [Fact]
    public void A_line_removed_swapped_repeated_or_cut_off_is_seen()
    {
        var lines = Encoding.UTF8.GetString(Vectors()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[..3];
        var lastHash = lines[2][^66..^2];
        Assert.StartsWith("line 2", Check([lines[0], lines[2]]).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("line 1", Check([lines[1], lines[2]]).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("line 2", Check([lines[0], lines[2], lines[1]]).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("line 2", Check([lines[0], lines[0], lines[1]]).Sentence, StringComparison.Ordinal);
        Assert.False(Check([lines[0], lines[1]], lastHash).IsGood);
        Assert.True(Check(lines, lastHash).IsGood);
    }

    /// <summary>Whoever owns the ledger can write a chain anew from any line on: what the lines are to each other still has to hold.</summary>
    [Theory]
    [InlineData(3, "minutes", "0", "minutes: ")]
    [InlineData(3, "minutes", "61", "minutes: 60 taught give 60")]
    [InlineData(3, "coefficientDenominator", "0", "taughtMinutes: ")]
    [InlineData(3, "taughtMinutes", "null", "taughtMinutes: ")]
    [InlineData(3, "revision", "1", "revision: ")]
    [InlineData(3, "number", "4", "number: ")]
    [InlineData(3, "book", "\"OTHER\"", "book: ")]
    [InlineData(3, "reverses", "2", "reverses: ")]
    [InlineData(3, "kind", "\"gift\"", "kind: ")]
    [InlineData(3, "kind", "\"reversal\"", "reverses: ")]
    [InlineData(3, "year", "\"2015-2016\"", "debit, credit: ")]
    [InlineData(3, "postedAt", "\"2014-11-03T09:30:00.000001Z\"", "postedAt: ")]
    [InlineData(2, "minutes", "89", "line, lineDate, minutes, debit, credit: ")]
    [InlineData(2, "lineDate", "\"2014-10-02\"", "line, lineDate, minutes, debit, credit: ")]
    [InlineData(2, "line", "\"0199f3a0-0000-7000-8000-000000000009\"", "line, lineDate, minutes, debit, credit: ")]
    [InlineData(2, "reverses", "3", "reverses: ")]
    [InlineData(2, "reverses", "null", "reverses: ")]
    [InlineData(4, "kind", "\"carry-forward\"", "debit, credit: ")]
    [InlineData(9, "kind", "\"settlement\"", "debit, credit: ")]
    [InlineData(9, "minutes", "2147483648", "it is no posting")]
    public void A_book_written_anew_with_a_field_that_cannot_be_is_named_with_line_and_field(int line, string field, string value, string why)
    {
        var lines = Encoding.UTF8.GetString(Vectors()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var previous = new string('0', 64);
        for (var index = 0; index < lines.Length; index++)
        {
            var posting = JsonNode.Parse(lines[index])!.AsObject();
            posting.Remove("hash");
            posting["previousHash"] = previous;
            if (index == line - 1)
            {
                posting[field] = JsonNode.Parse(value);
            }

            var text = posting.ToJsonString()[..^1];
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            lines[index] = $"{text},\"hash\":\"{previous}\"}}";
        }

        Assert.StartsWith($"line {line}: {why}", Check(lines).Sentence, StringComparison.Ordinal);
    }

    private static Verdict Check(string[] lines, string? hash = null) =>
        ExportedBook.Check(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))), hash);

    /// <summary>
    /// A line, its correction (a reversal and a new posting), with every awkward character a code may hold; an opening and an
    /// adjustment by proposal; and the rows of a year's statement: compensation, settlement, carry-forward.
    /// </summary>
    private static byte[] Vectors()
    {
        var line = new Guid("0199f3a0-0000-7000-8000-000000000001");
        PostingRules.ToEntry(Given.Confirmed(line) with { LendingReference = "L'été/1", Contributor = "É·\"\\ 1", Sourcing = null, EmployerInformed = null }).IsRefused(out _, out var first);
        PostingRules.ToEntry(Given.Confirmed(line, revision: 2, credited: 60)).IsRefused(out _, out var second);
        using var text = new MemoryStream();
        var previous = CanonicalPosting.BeforeTheFirst;
        var number = 0;
        foreach (var entry in new[] { first!, PostingRules.Reverse(first!, 1), second! }.Concat(AgreedEntries()))
        {
            var at = new DateTimeOffset(2014, 11, 3, 9, 30, 0, TimeSpan.Zero).AddTicks(++number * TimeSpan.TicksPerMicrosecond);
            var entryText = CanonicalPosting.Text(entry);
            var hash = CanonicalPosting.Hash("HETS-HG", number, entryText, at, previous);
            text.Write(CanonicalPosting.Line(new Posted("HETS-HG", number, entry, entryText, at, previous, hash)).Span);
            previous = hash;
        }

        return text.ToArray();
    }

    /// <summary>What finance agreed on. The balances of +80 and -10 are compensated by 10; of the other 70, 30 are settled and 40 carried.</summary>
    private static IEnumerable<Entry> AgreedEntries()
    {
        var (opening, adjustment, statement) = (
            new Guid("0199f3a0-0000-7000-8000-000000000002"), new Guid("0199f3a0-0000-7000-8000-000000000003"), new Guid("0199f3a0-0000-7000-8000-000000000004"));
        var keys = new[] { "HETS", "HG" }.Select((party, index) =>
            new TurnedKey(party, party + "-finance", new DateTimeOffset(2015, 10, 1 + index, 8, 0, 0, TimeSpan.Zero), Tacit: false)).ToList();
        var (firstDay, lastDay, nextDay) = (new DateOnly(2014, 9, 1), new DateOnly(2015, 8, 31), new DateOnly(2015, 9, 1));
        var promotion = new Account("HG", "HETS", "promotion", "2014-2015");
        var research = promotion with { Domain = "recherche" };
        Entry Move(string kind, Guid from, int position, Account debit, Account credit, int minutes, DateOnly valueDate) =>
            Entry.Between(kind, from, position, debit, credit, minutes, keys, "2014-2015", valueDate);
        yield return Move(Kinds.Opening, opening, 1, promotion.Mirror, promotion, 20, firstDay);
        yield return Move(Kinds.Adjustment, adjustment, 1, research, research.Mirror, 10, new DateOnly(2015, 2, 1));
        yield return Move(Kinds.Compensation, statement, 1, promotion, promotion.Mirror, 10, lastDay);
        yield return Move(Kinds.Compensation, statement, 2, research.Mirror, research, 10, lastDay);
        yield return Move(Kinds.Settlement, statement, 3, promotion, promotion.Mirror, 30, lastDay);
        yield return Move(Kinds.CarryForward, statement, 4, promotion, promotion with { Year = "2015-2016" }, 40, nextDay);
        yield return Move(Kinds.CarryForward, statement, 5, promotion.Mirror with { Year = "2015-2016" }, promotion.Mirror, 40, nextDay);
    }
}
