using System.Net.Http.Headers;

namespace HourExchange.Plumbing.Tables;

/// <summary>A table as it arrives: a spreadsheet by its declared type or by how it begins, else CSV. Browsers and scripts declare wrong types.</summary>
public static class TableFile
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static ReadTable<TColumn, TRow> Read<TColumn, TRow>(ReadOnlyMemory<byte> file, string? contentType, TableForm<TColumn, TRow> form, CancellationToken stopping = default)
        where TColumn : struct, Enum where TRow : class =>
        IsDeclared(contentType) || SpreadsheetSignature.IsZip(file.Span) || SpreadsheetSignature.IsCompoundFile(file.Span)
            ? XlsxTable.Read(file, form, stopping) : CsvTable.Read(file, form, stopping);

    private static bool IsDeclared(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && string.Equals(type.MediaType, XlsxType, StringComparison.OrdinalIgnoreCase);
}
