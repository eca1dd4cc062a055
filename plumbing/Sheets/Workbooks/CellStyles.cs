using DocumentFormat.OpenXml;
using Ooxml = DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Plumbing.Sheets.Workbooks;

/// <summary>How the cells of a workbook look: each kind of cell plainly, in bold, and in bold below a line.</summary>
internal static class CellStyles
{
    public const uint Title = 1, Wrapped = 2, Strong = 3, Header = 4, NumberHeader = 5;

    private const uint First = 6;

    // ECMA-376, 18.8.30: numbers of the formats that are known without being written; ours begin at 164.
    private const uint General = 0, WholeNumber = 1, Amount = 4, Hours = 164, Percent = 165, Date = 166;

    private static readonly CellKind[] Kinds = Enum.GetValues<CellKind>();

    public static uint Of(CellKind kind, RowKind row) =>
        First + (uint)(Array.IndexOf(Kinds, kind) * 3) + row switch { RowKind.Line => 0u, RowKind.Group => 1u, _ => 2u };

    /// <param name="day">A day in the format language of spreadsheets.</param>
    public static Ooxml.Stylesheet Sheet(string day) => new(
        new Ooxml.NumberingFormats(Format(Hours, "[h]:mm"), Format(Percent, "0.0%"), Format(Date, day)),
        new Ooxml.Fonts(Font(11), Font(11, isBold: true), Font(16, isBold: true)),
        // The two fills are those every workbook begins with.
        new Ooxml.Fills(
            new Ooxml.Fill(new Ooxml.PatternFill { PatternType = Ooxml.PatternValues.None }),
            new Ooxml.Fill(new Ooxml.PatternFill { PatternType = Ooxml.PatternValues.Gray125 })),
        new Ooxml.Borders(
            Border(),
            Border(top: Ooxml.BorderStyleValues.Thin),
            Border(bottom: Ooxml.BorderStyleValues.Thin)),
        new Ooxml.CellStyleFormats(new Ooxml.CellFormat()),
        new Ooxml.CellFormats([
            new Ooxml.CellFormat(),
            Cell(General, font: 2),
            Cell(General, isWrapped: true),
            Cell(General, font: 1),
            Cell(General, font: 1, border: 2, isWrapped: true),
            Cell(General, font: 1, border: 2, isWrapped: true, isNumber: true),
            .. Kinds.SelectMany(kind => new[] { Of(kind), Of(kind, font: 1), Of(kind, font: 1, border: 1) }),
        ]));

    private static Ooxml.CellFormat Of(CellKind kind, uint font = 0, uint border = 0) => Cell(
        kind switch
        {
            CellKind.Minutes => Hours,
            CellKind.Count => WholeNumber,
            CellKind.Money => Amount,
            CellKind.Share => Percent,
            CellKind.Day => Date,
            _ => General,
        },
        font, border, isWrapped: kind == CellKind.Text, isNumber: kind is not (CellKind.Text or CellKind.Day));

    private static Ooxml.CellFormat Cell(uint format, uint font = 0, uint border = 0, bool isWrapped = false, bool isNumber = false) => new(new Ooxml.Alignment
    {
        Vertical = Ooxml.VerticalAlignmentValues.Top,
        WrapText = isWrapped ? true : null,
        Horizontal = isNumber ? Ooxml.HorizontalAlignmentValues.Right : Ooxml.HorizontalAlignmentValues.Left,
        // A text that follows a number does not touch it.
        Indent = isNumber ? 1u : null,
    })
    {
        NumberFormatId = format,
        FontId = font,
        BorderId = border,
        FillId = 0,
        ApplyNumberFormat = true,
        ApplyFont = true,
        ApplyBorder = true,
        ApplyAlignment = true,
    };

    private static Ooxml.NumberingFormat Format(uint number, string code) => new() { NumberFormatId = number, FormatCode = code };

    private static Ooxml.Font Font(double size, bool isBold = false)
    {
        var font = new Ooxml.Font();
        if (isBold)
        {
            font.Append(new Ooxml.Bold());
        }

        font.Append(new Ooxml.FontSize { Val = size }, new Ooxml.FontName { Val = "Calibri" });
        return font;
    }

    private static Ooxml.Border Border(EnumValue<Ooxml.BorderStyleValues>? top = null, EnumValue<Ooxml.BorderStyleValues>? bottom = null) => new(
        new Ooxml.LeftBorder(), new Ooxml.RightBorder(), new Ooxml.TopBorder { Style = top }, new Ooxml.BottomBorder { Style = bottom }, new Ooxml.DiagonalBorder());
}
