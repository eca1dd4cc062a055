using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger.Years.Domain;

/// <summary>Two years of an agreement, its terms, and rows posted in them.</summary>
internal static class GivenYear
{
    public static readonly YearSpan First = new("2014-2015", new DateOnly(2014, 9, 1), new DateOnly(2015, 8, 31), false);
    public static readonly YearSpan Next = new("2015-2016", new DateOnly(2015, 9, 1), new DateOnly(2016, 8, 31), false);

    /// <param name="groups">Compensation groups as <c>a+b c+d</c>.</param>
    /// <param name="overrides">Settlement tariffs by domain, as <c>a=10.00</c>.</param>
    public static YearTerms Terms(int? cap, decimal? tariff = 65.00m, string groups = "", string overrides = "") => new(
        "HETS-HG 2012", "CHF", new(9, 1), ["a", "b", "c", "d"], [.. Words(groups).Select(group => (IReadOnlyList<string>)group.Split('+'))], cap, tariff,
        Words(overrides).Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => decimal.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)),
        new Dictionary<string, int>(), []);

    public static Entry Line(int credited = 90, string lender = "HG", string receiver = "HETS", int day = 1)
    {
        Assert.False(PostingRules.ToEntry(Given.Confirmed(credited: credited, lender: lender, receiver: receiver, day: day)).IsRefused(out _, out var entry));
        return entry!;
    }

    /// <summary>Minutes that HG is to have given to HETS.</summary>
    public static Entry Row(string kind, int minutes, string year = "2014-2015", DateOnly? day = null, IReadOnlyList<TurnedKey>? keys = null)
    {
        var credit = new Account("HG", "HETS", "promotion", year);
        return Entry.Between(kind, Guid.CreateVersion7(), 1, credit.Mirror, credit, minutes, keys ?? [], year, day ?? new DateOnly(2014, 9, 1));
    }

    public static Posted[] Posted(params Entry[] entries) =>
        [.. entries.Select((entry, index) => new Posted("HETS-HG", index + 1, entry, [], new DateTimeOffset(2015, 10, 1, 0, 0, 0, TimeSpan.Zero), [], []))];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
