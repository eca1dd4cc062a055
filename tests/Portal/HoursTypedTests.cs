using FsCheck.Xunit;
using HourExchange.Portal.Interventions;
using HourExchange.Words.Reading;

namespace HourExchange.Tests.Portal;

public sealed class HoursTypedTests
{
    [Property]
    public void What_pages_print_is_read_back(ushort minutes)
    {
        Assert.True(HoursTyped.TryRead(Spelling.Hours(minutes), out var read));
        Assert.Equal(minutes, read);
    }

    [Theory]
    [InlineData("1h30", 90)]
    [InlineData(" 2h ", 120)]
    [InlineData("0:05", 5)]
    [InlineData("", null)]
    public void Hours_with_their_unit_are_read(string typed, int? minutes)
    {
        Assert.True(HoursTyped.TryRead(typed, out var read));
        Assert.Equal(minutes, read);
    }

    /// <summary>A number alone may be hours or minutes.</summary>
    [Theory]
    [InlineData("90")]
    [InlineData("1,5")]
    [InlineData("1:5")]
    [InlineData("1:60")]
    [InlineData("-1:00")]
    [InlineData("1:30:00")]
    [InlineData("deux heures")]
    [InlineData("99999:00")]
    public void What_could_be_read_in_two_ways_or_in_none_is_refused(string typed) => Assert.False(HoursTyped.TryRead(typed, out _));
}
