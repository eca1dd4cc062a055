using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Lines.Listing;

namespace HourExchange.Tests.Interventions.Lines.Listing;

public sealed class ListCursorTests
{
    [Property]
    public Property A_cursor_says_where_its_page_ended() =>
        Prop.ForAll(Gen.Choose(0, DateOnly.MaxValue.DayNumber).ToArbitrary(), ArbMap.Default.ArbFor<Guid>(), (day, id) =>
        {
            var cursor = new ListCursor(DateOnly.FromDayNumber(day), id);
            Assert.False(ListCursor.Read(cursor.ToString()).IsRefused(out _, out var read));
            Assert.Equal(cursor, read);
            Assert.DoesNotContain(cursor.ToString(), letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'));
        });

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAA A")]
    [InlineData("____AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("f___AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("é'; drop table; --AAAAAAAAA")]
    public void What_we_never_gave_out_is_refused(string text) => Assert.Equal("page-invalid", ListCursor.Read(text).Refusal?.Code);

    [Fact]
    public void Without_a_cursor_a_list_begins_at_its_beginning()
    {
        Assert.False(ListCursor.Read(null).IsRefused(out _, out var cursor));
        Assert.Equal(new ListCursor(DateOnly.MinValue, Guid.Empty), cursor);
    }
}
