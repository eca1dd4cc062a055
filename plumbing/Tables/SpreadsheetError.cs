namespace HourExchange.Plumbing.Tables;

/// <summary>What spreadsheets show where a formula has no result: as Excel stores it, and as it is shown in French and German.</summary>
internal static class SpreadsheetError
{
    /// <summary>For whatever error a workbook marks as one, and for a formula saved without its result.</summary>
    public const string Unknown = "#N/A";

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        Unknown, "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!",
        "#UNKNOWN!", "#GETTING_DATA", "#NOM?", "#NUL!", "#NOMBRE!", "#VALEUR!", "#PROPAGATION!", "#CALCUL!", "#CHAMP!", "#NV", "#BEZUG!", "#WERT!",
        "#ZAHL!", "#ÜBERLAUF!", "#KALK!", "#FELD!", "#####", "########",
    };

    // French programs put a space before ? and !. LibreOffice numbers its own errors.
    public static bool Is(string cell) => cell.Length > 2 && (cell[0] == '#' ? Known.Contains(string.Concat(cell.Where(character => !char.IsWhiteSpace(character)))) : IsNumbered(cell));

    private static bool IsNumbered(string cell) => cell.Length is 7 or 8 && cell.StartsWith("Err:", StringComparison.Ordinal) && cell.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0;
}
