using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Calendars.Following;

namespace HourExchange.Tests.Interventions.Calendars;

public sealed class CalendarTextTests
{
    private static readonly CalendarLine Line = new(
        new Guid("0198b2f0-0000-7000-8000-000000000001"), 3, new DateOnly(2014, 10, 1), "cours", "formation-de-base", "HG-031", "delivered",
        new DateTime(2014, 11, 2, 8, 5, 9, DateTimeKind.Utc));

    [Fact]
    public void A_line_is_an_all_day_entry() => Assert.Equal(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//HourExchange//Interventions//EN\r\nCALSCALE:GREGORIAN\r\n"
        + "BEGIN:VEVENT\r\nUID:0198b2f0-0000-7000-8000-000000000001\r\nDTSTAMP:20141102T080509Z\r\nSEQUENCE:3\r\nDTSTART;VALUE=DATE:20141001\r\n"
        + "SUMMARY:cours · formation-de-base · HG-031\r\nSTATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        CalendarText.Write([Line]));

    [Theory]
    [InlineData("requested", "TENTATIVE")]
    [InlineData("approved", "TENTATIVE")]
    [InlineData("delivered", "CONFIRMED")]
    [InlineData("confirmed", "CONFIRMED")]
    [InlineData("disputed", "CONFIRMED")]
    [InlineData("declined", "CANCELLED")]
    [InlineData("cancelled", "CANCELLED")]
    public void A_line_that_does_not_take_place_stays_as_cancelled(string state, string status) => Assert.Equal(status, (Line with { State = state }).Status);

    [Fact]
    public void What_means_something_in_a_calendar_is_escaped() => Assert.Equal(@"a\\b\;c\,d\ne\nf", CalendarText.Escape("a\\b;c,d\ne\r\nf"));

    [Property(MaxTest = 300)]
    public Property No_line_is_longer_than_75_octets_and_no_letter_is_broken() =>
        Prop.ForAll(Gen.Elements("a", "é", "€", "·", "😀", " ", "日").ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var folded = CalendarText.Fold(text);
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            Assert.All(folded.Split("\r\n"), part => Assert.InRange(strict.GetByteCount(part), 0, 75));
            Assert.Equal(text, folded.Replace("\r\n ", "", StringComparison.Ordinal));
        });

    [Theory]
    [InlineData(75, 0)]
    [InlineData(76, 1)]
    [InlineData(149, 1)]
    [InlineData(150, 2)]
    public void A_line_is_folded_only_where_it_must_be(int letters, int folds) =>
        Assert.Equal(folds, CalendarText.Fold(new string('x', letters)).Split("\r\n").Length - 1);

    [Fact]
    public void A_letter_that_would_end_after_the_75th_octet_begins_the_next_part() =>
        Assert.Equal(new string('x', 74) + "\r\n é", CalendarText.Fold(new string('x', 74) + "é"));
}
