using System.Text;
using HourExchange.Portal.Asking;

namespace HourExchange.Tests.Portal;

public sealed class SheetBarTests
{
    private const string Begin = "<main class=\"sheet-page\">";

    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public async Task A_line_above_a_sheet_leads_back_and_all_else_stays(int headLength)
    {
        var (head, rest) = (new string('x', headLength), new string('y', 200_000));
        var shown = await Shown(head + Begin + rest);
        Assert.StartsWith($"{head}{Begin}<p class=\"acts\"><a href=\"/bilans?a=1&amp;b=2\">", shown, StringComparison.Ordinal);
        Assert.EndsWith($"</p>{rest}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_sheet_is_handed_on_as_it_is() => Assert.Equal("<main>", await Shown("<main>"));

    private static async Task<string> Shown(string sheet)
    {
        using var to = new MemoryStream();
        await SheetBar.Write(new MemoryStream(Encoding.UTF8.GetBytes(sheet)), to, "/bilans?a=1&b=2", "fr", CancellationToken.None);
        return Encoding.UTF8.GetString(to.ToArray());
    }
}
