using HourExchange.Client.Reporting;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Ui.Sheets;

namespace HourExchange.Portal.YearlyReports;

/// <summary>Reads one part of a yearly report for a page, in its reader's language.</summary>
public static class ReadPart
{
    /// <param name="part">result, balance, figures, follow-up or comments.</param>
    public static async Task<Asked<ReportPart>> Of(HttpContext http, string agreement, string year, string part)
    {
        var asked = await http.RequestServices.GetRequiredService<House>()
            .Reporting((client, stopping) => client.GetYearlySheetAsync(agreement, year, part, PageLanguage.Of(http.Request), stopping));
        return asked.Value is not { } view ? Asked.NoneOf<ReportPart>(asked.Problem)
            : Asked.As(new ReportPart(view, await ReadSheet.Of(view.Sheet, ReportPaths.Of(agreement, year, ReportPaths.Explain), http.RequestAborted)));
    }
}

/// <summary>A part of a yearly report.</summary>
/// <param name="Printed">Its sheet, ready to be drawn.</param>
public sealed record ReportPart(YearlySheetView View, PrintedSheet Printed)
{
    /// <summary>The content as it stands is frozen as the latest edition.</summary>
    public bool IsFrozen => View.Life.Editions is [.., var latest] && latest.Hash == View.Life.Hash;

    /// <summary>Something is otherwise than in the latest edition; of one that is frozen still, what has been paid.</summary>
    public bool HasChanged => View.Life.Editions.Count > 0 && (!IsFrozen || View.Life.Since.Count > 0);

    public bool May(string act) => View.Life.Acts.Contains(act);

    /// <summary>Names of the rubrics of which nobody has said anything.</summary>
    public IReadOnlyList<string> SilentRubrics => [.. View.Life.Missing.Where(part => part.Kind == "rubric").Select(part => NameOf(View.Rubrics.FirstOrDefault(rubric => rubric.Code == part.Rubric), part.Rubric!))];

    /// <summary>Postings are on their way still.</summary>
    public bool IsBehind => View.Life.Missing.Any(part => part.Kind == "postings");

    public static string NameOf(RubricFigures? rubric, string code) => rubric?.Labels.Values.FirstOrDefault() ?? code;
}
