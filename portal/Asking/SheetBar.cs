using System.Net;
using System.Text;
using HourExchange.Words;

namespace HourExchange.Portal.Asking;

/// <summary>Puts a line above a sheet to print that leads back to its page and says how it is printed. Paper does not have it.</summary>
public static class SheetBar
{
    // Where a sheet begins. Its head, with stylesheet and font, is before it.
    private static readonly byte[] Begin = Encoding.UTF8.GetBytes("<main class=\"sheet-page\">");

    /// <summary>A head is shorter: what has no such beginning until then is handed on as it is.</summary>
    private const int HeadLimit = 4 << 20;

    /// <param name="back">Path of the page that it belongs to.</param>
    public static async Task Write(Stream sheet, Stream to, string back, string language, CancellationToken stopping)
    {
        using var head = new MemoryStream();
        var buffer = new byte[1 << 16];
        var place = -1;
        int read;
        while (place < 0 && head.Length < HeadLimit && (read = await sheet.ReadAsync(buffer, stopping)) > 0)
        {
            head.Write(buffer, 0, read);
            place = head.GetBuffer().AsSpan(0, (int)head.Length).IndexOf(Begin);
        }

        var cut = place < 0 ? (int)head.Length : place + Begin.Length;
        await to.WriteAsync(head.GetBuffer().AsMemory(0, cut), stopping);
        if (place >= 0)
        {
            var words = Wording.Of("Portal", language);
            await to.WriteAsync(Encoding.UTF8.GetBytes(
                $"<p class=\"acts\"><a href=\"{WebUtility.HtmlEncode(back)}\">{WebUtility.HtmlEncode(words["Sheet.back"])}</a> <span class=\"small muted\">{WebUtility.HtmlEncode(words["Sheet.print"])}</span></p>"), stopping);
        }

        await to.WriteAsync(head.GetBuffer().AsMemory(cut, (int)head.Length - cut), stopping);
        await sheet.CopyToAsync(to, stopping);
    }
}
