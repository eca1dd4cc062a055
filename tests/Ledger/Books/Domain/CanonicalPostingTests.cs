using System.Text;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger.Books.Domain;

public sealed class CanonicalPostingTests
{
    private static readonly DateTimeOffset At = new(2014, 11, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("HG-approver")]
    [InlineData("""a","year":"1999","keys":[{"b""")]
    [InlineData("\\\",\"year\":\\")]
    [InlineData("É\n\u001f")]
    public void The_keys_in_an_entry_s_text_are_the_keys_as_they_are_stored(string subject)
    {
        IReadOnlyList<TurnedKey> keys = [new("HETS", subject, At, false), new("HG", subject, At, true)];
        PostingRules.ToEntry(Given.Confirmed() with { Keys = keys, Contributor = subject, LendingReference = subject }).IsRefused(out _, out var entry);
        Assert.Equal(CanonicalPosting.Keys(keys), Encoding.UTF8.GetString(CanonicalPosting.KeysIn(CanonicalPosting.Text(entry!))));
    }

    [Fact]
    public void An_instant_is_written_in_utc_with_six_decimals_and_what_is_finer_is_cut_off()
    {
        var at = new DateTimeOffset(2014, 11, 1, 1, 30, 0, TimeSpan.FromHours(2)).AddTicks(1_234_569);
        Assert.Contains("\"at\":\"2014-10-31T23:30:00.123456Z\"", CanonicalPosting.Keys([new("HG", "HG-approver", at, false)]), StringComparison.Ordinal);
    }
}
