using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace HourExchange.Plumbing.Tables;

/// <summary>
/// Reads a table from the first visible sheet of an Excel workbook (ECMA-376, XLSX). The first row that holds
/// anything is the header; hidden rows are read like any other; formulas count by the result that was saved with them.
/// </summary>
public static class XlsxTable
{
    /// <summary>Of any XML inside, uncompressed. 100,000 rows need 60 MB.</summary>
    private const long PartMegabytes = 200;
    private const long PartLimitBytes = PartMegabytes * 1024 * 1024;

    /// <summary>Unpacked of packed, of a part beyond <see cref="RatioFromBytes"/>: sheets that people keep come to 50, zeros to 1,000.</summary>
    private const int RatioLimit = 200;
    private const long RatioFromBytes = 10 * 1024 * 1024;

    /// <summary>Of the tables of contents together, uncompressed. They are kept in memory while the file is open; a workbook has a few kB.</summary>
    private const long ContentsLimitBytes = 4 * 1024 * 1024;

    /// <summary>Tables of contents: one a sheet, a few more. The library follows them from part to part, one call inside another.</summary>
    private const int ContentsLimit = 1_000;

    public static ReadTable<TColumn, TRow> Read<TColumn, TRow>(ReadOnlyMemory<byte> file, TableForm<TColumn, TRow> form, CancellationToken stopping = default)
        where TColumn : struct, Enum where TRow : class
    {
        if (file.Length == 0)
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-empty", "The file has no content.");
        }

        if (SpreadsheetSignature.IsCompoundFile(file.Span))
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-not-xlsx", "The file is an old .xls workbook or has a password: save it as .xlsx, without a password.");
        }

        try
        {
            using var archive = new ZipArchive(Stream(file));
            return IsTooLarge(archive)
                ? ReadTable<TColumn, TRow>.Unreadable(1, "", "file-too-large-inside", $"A workbook's parts have at most {PartMegabytes} MB each when unpacked, and refer to at most {ContentsLimit} others.")
                : ReadWorkbook(PartNames.AsListed(file, archive), form, stopping);
        }
        catch (PartTooLargeException)
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-too-large-inside", $"A workbook's parts have at most {BoundedPart.TagLimit} cells and other elements, and no text of more than 32767 characters.");
        }
        catch (Exception exception) when (exception is OpenXmlPackageException or InvalidDataException or XmlException or FormatException or IOException
            or InvalidOperationException or ArgumentException)
        {
            // What the libraries throw at damaged packages; a test damages a good workbook at random to find them.
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-not-xlsx", "The file is no readable Excel workbook: save it as .xlsx or as CSV UTF-8.");
        }
    }

    // The declared size can be trusted: the archive gives no byte beyond it.
    private static bool IsTooLarge(ZipArchive archive)
    {
        var contents = archive.Entries.Where(IsContents).ToList();
        return archive.Entries.Any(entry => entry.Length > PartLimitBytes || (entry.Length > RatioFromBytes && entry.Length / Math.Max(1, entry.CompressedLength) > RatioLimit))
            || contents.Count > ContentsLimit || contents.Sum(entry => entry.Length) > ContentsLimitBytes;
    }

    private static bool IsContents(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) || entry.FullName.StartsWith("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    private static ReadTable<TColumn, TRow> ReadWorkbook<TColumn, TRow>(ReadOnlyMemory<byte> file, TableForm<TColumn, TRow> form, CancellationToken stopping = default)
        where TColumn : struct, Enum where TRow : class
    {
        using var document = SpreadsheetDocument.Open(Stream(file), isEditable: false);
        var workbook = document.WorkbookPart ?? throw new InvalidDataException("No workbook in the package.");
        if (FirstSheet.Find(workbook, out var since1904, stopping) is not { } sheet)
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-empty", "The workbook has no visible sheet.");
        }

        if (SharedStrings.Read(workbook.SharedStringTablePart, stopping) is not { } shared)
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-too-large-inside", $"A workbook has at most {SharedStrings.Limit} different texts.");
        }

        return TableRows.Read(SheetRows.Read(sheet, new CellText(shared, NumberStyleTable.Read(workbook.WorkbookStylesPart, stopping), since1904), stopping), form);
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> file) => MemoryMarshal.TryGetArray(file, out var bytes)
        ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new MemoryStream(file.ToArray(), writable: false);
}
