namespace HourExchange.Plumbing.Tables;

/// <summary>How the files of spreadsheet programs begin. Neither is UTF-8 text.</summary>
internal static class SpreadsheetSignature
{
    public static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]);

    /// <summary>The container of .xls, and of an .xlsx with a password.</summary>
    public static bool IsCompoundFile(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);
}
