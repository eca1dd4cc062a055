namespace HourExchange.Tests.HouseRules;

public sealed class OneTodayTests
{
    /// <summary>Days that are none of the calendar: on which something was posted or told (UTC), or that a database or a list holds.</summary>
    private static readonly string[] Known =
    [
        "HourExchange.Interventions.Agreements.Domain.CalendarDays",
        "HourExchange.Interventions.Lines.Confirming.ConfirmBySilence",
        "HourExchange.Ledger.Books.Posting.DaySums",
        "HourExchange.Ledger.Books.Reading.BalanceQuery",
        "HourExchange.Plumbing.Database.DateOnlyHandler",
        "HourExchange.Plumbing.Years.CalendarDay",
    ];

    [Fact]
    public void Today_is_the_institutions_own_calendar_day_everywhere() => Assert.Equal(Known, CompiledCode.Services
        .Where(type => CompiledCode.CallsOf(type).Any(call => (call.DeclaringType.FullName, call.Name) is ("System.DateOnly", "FromDateTime")))
        .Select(CompiledCode.NameOf).Distinct().Order(StringComparer.Ordinal));
}
