using System.Text;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Interventions.Lines.Importing;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.EndToEnd;

/// <summary>Files that cost their reader far more than their sender.</summary>
internal static class HostileFiles
{
    private const int MostBytes = 20 * 1024 * 1024 - 1_000;
    private const string Csv = "text/csv";

    public const string Faults = "100,000 rows of faults";

    public static IReadOnlyList<HostileFile> All { get; } =
    [
        new("16 million empty cells", TableFile.XlsxType, GivenSheet.Below($"<row r=\"2\">{Times("<c/>", 16_000_000)}</row>")),
        new("a text of 180 MB", TableFile.XlsxType, GivenSheet.Below("", $"<si><t>{new string('x', 180_000_000)}</t></si>")),
        new("a million elements one in another", TableFile.XlsxType, GivenSheet.Below(Times("<a>", 1_000_000))),
        new("3 million empty texts", TableFile.XlsxType, GivenSheet.Below("", Times("<si/>", 3_000_000))),
        new("a part of 190 MB of blanks", TableFile.XlsxType, GivenSheet.Below(new string(' ', 190_000_000))),
        new("50,000 parts", TableFile.XlsxType, GivenSheet.Zip([.. Enumerable.Range(0, 50_000).Select(number => ($"xl/{number}.xml", "<a/>"))])),
        new("20 MB of separators", Csv, Encoding.ASCII.GetBytes(new string(';', MostBytes))),
        new("20 MB of quotes", Csv, Encoding.ASCII.GetBytes(new string('"', MostBytes))),
        new("rows of one letter", Csv, [.. Given.Csv(), .. Encoding.ASCII.GetBytes(Times("x\n", MostBytes / 2 - 1_000))]),
        new(Faults, Csv, [.. Given.Csv(), .. Encoding.UTF8.GetBytes(Times("x;x;x;x;x;x;x;x;x;x;x;x\n", 99_000))]),
    ];

    private static string Times(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}

internal sealed record HostileFile(string Name, string MediaType, byte[] Content);
