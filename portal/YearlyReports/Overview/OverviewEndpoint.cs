using System.Globalization;
using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Ui.Sheets;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.YearlyReports.Overview;

/// <summary>A year over all agreements of the reader, or of one institution over them: read, never approved.</summary>
public static class OverviewEndpoint
{
    /// <summary>In the query: of the reader's own institution, or of all.</summary>
    private const string All = "toutes";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ReportPaths.Overview, Read).For(Roles.Readers);
        routes.MapGet(ReportPaths.Overview + "/fichier", (string annee, string? institution, string? format, HttpContext http, ServiceFiles files) => files.Of<ReportingClient>(
            QueryHelpers.AddQueryString("/api/v1/reports/yearly", new Dictionary<string, string?>
            {
                ["year"] = annee,
                ["institution"] = institution == All ? null : institution ?? http.Caller()!.Institution,
                ["format"] = format ?? "xlsx",
                ["language"] = PageLanguage.Of(http.Request),
            }.Where(one => one.Value is not null)), isShown: true, QueryHelpers.AddQueryString(ReportPaths.Overview, new Dictionary<string, string?> { ["annee"] = annee, ["institution"] = institution }.Where(one => one.Value is not null)))).For(Roles.Readers).TakesLong();
    }

    private static async Task<IResult> Read(string? annee, string? institution, HttpContext http, House house, AtHand atHand, TimeProvider clock)
    {
        var (caller, language) = (http.Caller()!, PageLanguage.Of(http.Request));
        var (agreements, books) = (atHand.Agreements(), house.Ledger((client, stopping) => client.ListBooksAsync(cancellationToken: stopping)));
        List<string> academic = [.. ((await books).Value?.Books ?? []).SelectMany(book => book.Years).Where(one => one.HasPostings).Select(one => one.Year).Distinct().OrderDescending(StringComparer.Ordinal)];
        List<string> years = [.. academic, .. CivilYears(academic, clock.Today()).Except(academic)];
        var (year, of) = (annee ?? years[0], institution ?? caller.Institution);
        var asked = await house.Reporting((client, stopping) => client.GetYearlyOverviewSheetAsync(institution: of == All ? null : of, year: year, language: language, cancellationToken: stopping));
        if (asked.Problem is not { Status: StatusCodes.Status422UnprocessableEntity } problem)
        {
            return asked.IsRefused(out var fault, out var sheet) ? fault
                : new Rendered<OverviewPage>(await Model(await ReadSheet.Of(sheet, ReportPaths.OverviewExplain, http.RequestAborted), null));
        }

        return new Rendered<OverviewPage>(await Model(null, Faults.Sentence(language, problem)), StatusCodes.Status422UnprocessableEntity);

        async Task<OverviewModel> Model(PrintedSheet? printed, string? refused) => new(
            printed, refused, year, of, years, [caller.Institution, .. ((await agreements).Value ?? []).SelectMany(one => one.Parties).Where(party => party != caller.Institution).Distinct().Order(StringComparer.Ordinal)], All, (await books).IsAway);
    }

    /// <summary>Where agreements have different academic years the civil ones are what they have in common.</summary>
    /// <param name="labels">2014-2015, or 2014.</param>
    private static IEnumerable<string> CivilYears(IEnumerable<string> labels, DateOnly today) => labels.SelectMany(label => label.Split('-'))
        .DefaultIfEmpty(today.Year.ToString(CultureInfo.InvariantCulture)).Distinct().OrderDescending(StringComparer.Ordinal);
}

/// <param name="Printed">Null where it is refused.</param>
/// <param name="Of">Whose hours.</param>
/// <param name="All">The word in the query for all institutions.</param>
/// <param name="LedgerAway">Which years there are is not known.</param>
public sealed record OverviewModel(PrintedSheet? Printed, string? Refused, string Year, string Of, IReadOnlyList<string> Years, IReadOnlyList<string> Institutions, string All, bool LedgerAway);
