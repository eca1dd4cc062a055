using HourExchange.Client.Reporting;

namespace HourExchange.Portal.YearlyReports;

/// <summary>Addresses of the pages of yearly reports.</summary>
public static class ReportPaths
{
    public const string List = "/bilans";
    public const string Overview = "/bilans/ensemble";
    public const string OverviewExplain = "/bilans/ensemble/chiffre";
    public const string Built = "/bilans/rapports";

    /// <summary>A route with an agreement and a year.</summary>
    public const string OfOne = "/bilans/{agreement}/{year}";

    public const string Figures = "chiffres";
    public const string FollowUp = "suivi";
    public const string Comments = "commentaire";
    public const string NothingToReport = "rien-a-signaler";
    public const string Approve = "approuver";
    public const string Explain = "chiffre";
    public const string File = "fichier";

    /// <summary>In the query of a frozen sheet: it is opened to be printed, with the way back above it. Without, it is shown to the byte.</summary>
    public const string ToPrint = "imprimer";

    /// <param name="page">Null: the first one.</param>
    public static string Of(string agreement, string year, string? page = null) =>
        $"{List}/{Uri.EscapeDataString(agreement)}/{Uri.EscapeDataString(year)}{(page is null ? "" : $"/{page}")}";

    public static string Print(string agreement, string year) => $"/impression/bilan/{Uri.EscapeDataString(agreement)}/{Uri.EscapeDataString(year)}";

    /// <summary>The sheet to print: as it is frozen, where the content is that of the latest edition.</summary>
    public static string Print(YearlySheetView view, string language) =>
        view.Life.Editions is [.., var latest] && latest.Hash == view.Life.Hash
            && latest.Files.FirstOrDefault(file => file.Name.EndsWith($".{language}.html", StringComparison.Ordinal)) is { } frozen
            ? $"{Edition(view.Agreement, view.Year, latest.Number, frozen.Name)}?{ToPrint}=1" : Print(view.Agreement, view.Year);

    /// <summary>What is otherwise than in the latest edition.</summary>
    public static string Since(string agreement, string year) => $"{Of(agreement, year, Figures)}#depuis";

    /// <summary>A file that is frozen with an edition.</summary>
    public static string Edition(string agreement, string year, int number, string name) => Of(agreement, year, $"editions/{number}/{Uri.EscapeDataString(name)}");

    public static string BuiltReport(Guid id, string? file = null) => $"{Built}/{id}{(file is null ? "" : $"/{Uri.EscapeDataString(file)}")}";
}
