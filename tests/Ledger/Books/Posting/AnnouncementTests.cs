using System.Text.Json;
using System.Text.Json.Serialization;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Plumbing.Broker;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger.Books.Posting;

/// <summary>The message is written from the hashed text, not by a serializer: here it is read as the contract that it is.</summary>
public sealed class AnnouncementTests
{
    private static readonly JsonSerializerOptions NothingUnknown = new(Wire.Json) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    [Fact]
    public void An_announcement_reads_as_the_contract_with_nothing_missing_and_nothing_unknown()
    {
        PostingRules.ToEntry(Given.Confirmed() with { Contributor = "É\"\\1", Sourcing = null, EmployerInformed = null }).IsRefused(out _, out var entry);
        var posted = Posted(3, entry!);
        var taken = Posted(4, PostingRules.Reverse(entry!, 3));
        var message = JsonSerializer.Deserialize<HoursPosted>(Announcement.Of("É-1", ["HETS", "HG"], [posted, taken]), NothingUnknown)!;
        Assert.Equal(("É-1", 3, 4, new string('0', 64), new string('0', 62) + "04"), (message.Book, message.From, message.To, message.PreviousHash, message.Hash));
        Assert.Equal(["HETS", "HG"], message.Parties);
        Assert.Equal(["intervention", "reversal"], message.Postings.Select(posting => posting.Kind));
        Assert.Equal([null, 3L], message.Postings.Select(posting => posting.Reverses));
        var first = message.Postings[0];
        Assert.Equal((3, entry!.Line, 1, 90, "É\"\\1", null, null), (first.Number, first.Line, first.Revision, first.Minutes, first.Contributor, first.Sourcing, first.EmployerInformed));
        Assert.Equal(new PostingAccount("HETS", "HG", "promotion", "2014-2015"), first.Debit);
        Assert.Equal(entry.Keys, first.Keys);
        Assert.Equal((posted.PostedAt, entry.LineDate, entry.ValueDate, new string('0', 62) + "03"), (first.PostedAt, first.LineDate, first.ValueDate, first.Hash));
    }

    private static Posted Posted(long number, Entry entry)
    {
        var hash = new byte[32];
        hash[31] = (byte)number;
        return new Posted("É-1", number, entry, CanonicalPosting.Text(entry), DateTimeOffset.UnixEpoch, CanonicalPosting.BeforeTheFirst, hash);
    }
}
