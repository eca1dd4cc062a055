using System.Diagnostics;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Tests.Kit;

/// <summary>Workbooks as LibreOffice reads them.</summary>
internal static class LibreOffice
{
    // Comma, double quotes, UTF-8, cells as they are kept and not as they are shown, no formulas, every sheet in a file of its own (-1).
    private const string AsCsv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

    /// <summary>Each sheet as CSV, by its name. Kept results of formulas and their formats are taken out before: the numbers that come back LibreOffice has computed.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Computed(byte[] workbook)
    {
        var folder = Directory.CreateTempSubdirectory("hx-libreoffice-").FullName;
        var file = Path.Combine(folder, "sheet.xlsx");
        await File.WriteAllBytesAsync(file, WithoutResults(workbook));
        using var process = Process.Start(new ProcessStartInfo("soffice",
            [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", AsCsv, "--outdir", folder, file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        var sheets = Directory.GetFiles(folder, "sheet-*.csv").ToDictionary(path => Path.GetFileNameWithoutExtension(path)["sheet-".Length..], File.ReadAllText);
        Directory.Delete(folder, recursive: true);
        Assert.NotEmpty(sheets);
        return sheets;
    }

    private static byte[] WithoutResults(byte[] workbook)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            foreach (var sheet in document.WorkbookPart!.WorksheetParts)
            {
                foreach (var cell in sheet.Worksheet!.Descendants<Cell>().Where(cell => cell.CellFormula is not null))
                {
                    cell.CellValue = null;
                    // Shown as a bare number: hours would else come as a time of the day.
                    cell.StyleIndex = null;
                }

                sheet.Worksheet.Save();
            }
        }

        return stream.ToArray();
    }
}
