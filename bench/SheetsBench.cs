using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using HourExchange.Plumbing.Sheets;
using HourExchange.Ui.Sheets;

namespace HourExchange.Bench;

/// <summary>
/// A table of 200,000 lines in each form, each in a process of its own: how long it takes, and how far the process's memory rises (VmHWM)
/// above where it stood idle, after a small table of the same form.
/// </summary>
internal static class SheetsBench
{
    private const int Lines = 200_000;

    private static readonly (string Name, SheetFormat Format)[] Forms =
        [("xlsx", SheetFormat.Xlsx), ("csv", SheetFormat.Csv), ("csv-rfc4180", SheetFormat.CsvRfc4180), ("html", SheetFormat.Html)];

    public static async Task Run()
    {
        Console.WriteLine("| form | lines | seconds | MB | idle MB | highest MB | above idle MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, _) in Forms)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(SheetsBench).Assembly.Location, "sheets", name]) { RedirectStandardOutput = true })!;
            Console.Write(await process.StandardOutput.ReadToEndAsync());
            await process.WaitForExitAsync();
        }
    }

    /// <summary>In the process of its own.</summary>
    public static async Task Measure(string name)
    {
        var format = Forms.Single(form => form.Name == name).Format;
        var path = Path.GetTempFileName();
        await Write(format, path, 500);
        GC.Collect();
        var idle = Memory("VmRSS");
        var clock = Stopwatch.StartNew();
        await Write(format, path, Lines);
        var seconds = clock.Elapsed.TotalSeconds;
        var highest = Memory("VmHWM");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Lines} | {seconds:0.0} | {new FileInfo(path).Length / 1e6:0.0} | {idle:0} | {highest:0} | {highest - idle:0} |"));
        File.Delete(path);
    }

    private static async Task Write(SheetFormat format, string path, int lines)
    {
        await using var file = File.Create(path);
        await format.Write(file, new Sheet("bench", "fr-CH", "Lignes", null, [new Section("Lignes", [new TableBlock(Table(lines))])]));
    }

    private static Table Table(int lines) => new("lines", "Lignes",
        [
            new("number", "N°", CellKind.Count), new("date", "Date", CellKind.Day), new("reference", "Référence"), new("domain", "Domaine"), new("code", "Code"),
            new("nature", "Nature"), new("title", "Titre"), new("quantity", "Quantité", CellKind.Quantity), new("taught", "Donné", CellKind.Minutes, Summed: true),
            new("given", "HETS crédité", CellKind.Minutes, Summed: true), new("received", "HG crédité", CellKind.Minutes, Summed: true),
            new("amount", "Montant", CellKind.Money, Summed: true, "CHF"),
        ], Rows(lines))
    {
        SubtotalName = "Somme du mois",
        TotalName = "Total",
    };

    private static async IAsyncEnumerable<Row> Rows(int lines, [EnumeratorCancellation] CancellationToken stopping = default)
    {
        for (var index = 0; index < lines; index++)
        {
            stopping.ThrowIfCancellationRequested();
            // As a database's rows, some of which come later.
            if (index % 1_000 == 0)
            {
                await Task.Yield();
            }

            yield return new Row(
                [
                    (long)index, new DateOnly(2010, 1, 1).AddDays(index / 60), string.Create(CultureInfo.InvariantCulture, $"HETS-{index:000000}"), "Promotion des métiers",
                    string.Create(CultureInfo.InvariantCulture, $"HG-{index % 400:000}"), "Évaluation sur site", string.Create(CultureInfo.InvariantCulture, $"Intervention de la ligne {index}"),
                    1.5m + (index % 4), 90L, index % 2 == 0 ? 135L : Cell.Empty, index % 2 == 1 ? 135L : Cell.Empty, 97.50m,
                ],
                string.Create(CultureInfo.InvariantCulture, $"{index / 1_800}"));
        }
    }

    /// <summary>Of this process, in MB, as Linux counts it.</summary>
    private static double Memory(string field) => double.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith(field + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
