using System.Text;
using HourExchange.Ledger.Domain;
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
        Assert.Contains("3 postings", verdict.Sentence, StringComparison.Ordinal);
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
        var lines = Encoding.UTF8.GetString(Vectors()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var lastHash = lines[2][^66..^2];
        Assert.StartsWith("line 2", Check([lines[0], lines[2]]).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("line 1", Check([lines[1], lines[2]]).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("line 2", Check([lines[0], lines[2], lines[1]]).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("line 2", Check([lines[0], lines[0], lines[1]]).Sentence, StringComparison.Ordinal);
        Assert.False(Check([lines[0], lines[1]], lastHash).IsGood);
        Assert.True(Check(lines, lastHash).IsGood);
    }

    private static Verdict Check(string[] lines, string? hash = null) =>
        ExportedBook.Check(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))), hash);

    /// <summary>A line, its correction (a reversal and a new posting), with every awkward character a code may hold.</summary>
    private static byte[] Vectors()
    {
        var line = new Guid("0199f3a0-0000-7000-8000-000000000001");
        PostingRules.ToEntry(Given.Confirmed(line) with { LendingReference = "L'été/1", Contributor = "É·\"\\ 1", Sourcing = null, EmployerInformed = null }).IsRefused(out _, out var first);
        PostingRules.ToEntry(Given.Confirmed(line, revision: 2, credited: 60)).IsRefused(out _, out var second);
        using var text = new MemoryStream();
        var previous = CanonicalPosting.BeforeTheFirst;
        var number = 0;
        foreach (var entry in new[] { first!, PostingRules.Reverse(first!, 1), second! })
        {
            var at = new DateTimeOffset(2014, 11, 3, 9, 30, 0, TimeSpan.Zero).AddTicks(++number * TimeSpan.TicksPerMicrosecond);
            var entryText = CanonicalPosting.Text(entry);
            var hash = CanonicalPosting.Hash("HETS-HG", number, entryText, at, previous);
            text.Write(CanonicalPosting.Line(new Posted("HETS-HG", number, entry, entryText, at, previous, hash)).Span);
            previous = hash;
        }

        return text.ToArray();
    }
}
