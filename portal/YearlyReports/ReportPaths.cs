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
    public const string Approve = "approuver";
    public const string Explain = "chiffre";
    public const string File = "fichier";

    /// <param name="page">Null: the first one.</param>
    public static string Of(string agreement, string year, string? page = null) =>
        $"{List}/{Uri.EscapeDataString(agreement)}/{Uri.EscapeDataString(year)}{(page is null ? "" : $"/{page}")}";

    public static string Print(string agreement, string year) => $"/impression/bilan/{Uri.EscapeDataString(agreement)}/{Uri.EscapeDataString(year)}";

    /// <summary>A file that is frozen with an edition.</summary>
    public static string Edition(string agreement, string year, int number, string name) => Of(agreement, year, $"editions/{number}/{Uri.EscapeDataString(name)}");

    public static string BuiltReport(Guid id, string? file = null) => $"{Built}/{id}{(file is null ? "" : $"/{Uri.EscapeDataString(file)}")}";
}
