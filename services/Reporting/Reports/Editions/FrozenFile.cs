using System.Text;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Text;
using HourExchange.Ui.Sheets;

namespace HourExchange.Reporting.Reports.Editions;

/// <summary>A file of something frozen, made once and kept: the same bytes for ever.</summary>
internal sealed record FrozenFile(string Name, string MediaType, byte[] Content)
{
    public string Hash => ContentHash.Of(Content);

    /// <param name="content">To the byte that is hashed.</param>
    public static FrozenFile OfContent(string name, string mediaType, string content) => new(name, mediaType, Encoding.UTF8.GetBytes(content));

    /// <param name="table">Of a CSV: which one; null is the first.</param>
    public static async Task<FrozenFile> Of(string name, SheetFormat format, Sheet sheet, string? table = null)
    {
        using var file = new MemoryStream();
        await format.Write(file, sheet, table);
        return new FrozenFile(name, format.MediaType, file.ToArray());
    }
}
