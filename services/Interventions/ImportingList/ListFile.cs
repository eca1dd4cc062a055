using System.Net.Http.Headers;

namespace HourExchange.Interventions.ImportingList;

/// <summary>A list as it arrives: a spreadsheet by its declared type or by how it begins, else CSV. Browsers and scripts declare wrong types.</summary>
public static class ListFile
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static ReadList Read(ReadOnlyMemory<byte> file, string? contentType) =>
        IsDeclared(contentType) || SpreadsheetSignature.IsZip(file.Span) || SpreadsheetSignature.IsCompoundFile(file.Span)
            ? XlsxList.Read(file) : CsvList.Read(file);

    private static bool IsDeclared(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && string.Equals(type.MediaType, XlsxType, StringComparison.OrdinalIgnoreCase);
}
