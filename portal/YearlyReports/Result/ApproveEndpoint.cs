using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.YearlyReports.Result;

/// <summary>Management approves what it has read. Where that has changed since, the page says what, and nothing is approved.</summary>
public static class ApproveEndpoint
{
    public const string Understood = "lu";
    public const string Hash = "empreinte";
    public const string Read = "vu";

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = $"{ReportPaths.OfOne}/{ReportPaths.Approve}";
        routes.MapPost(path, (string agreement, string year, IFormCollection form, HttpContext http, House house) => Approve(agreement, year, form, http, house)).For(Roles.Management).Form().TakesLong();
        // Who asks for the address of a form gets the page on which it stands.
        routes.MapGet(path, (string agreement, string year) => Results.Redirect(ReportPaths.Of(agreement, year))).For(Roles.Readers);
    }

    private static async Task<IResult> Approve(string agreement, string year, IFormCollection form, HttpContext http, House house)
    {
        var language = PageLanguage.Of(http.Request);
        var faults = new Faults(form);
        if (form[Hash].ToString() is not { Length: > 0 } hash)
        {
            return FaultPages.FormExpired;
        }

        if (form[Understood].ToString().Length == 0)
        {
            faults.Add(Understood, Wording.Of("Portal", language)["Yearly.approve.tick"]);
            return await YearlyReportEndpoint.Show(http, agreement, year, new TriedApproval(faults, null, null), StatusCodes.Status422UnprocessableEntity);
        }

        var key = FormGuard.KeyOf(form);
        var asked = await house.Reporting((client, stopping) => client.ApproveYearlyReportAsync(agreement, year, new ApprovalDraft { Hash = hash }, key, stopping));
        if (asked.Value is not null)
        {
            return Results.Redirect($"{ReportPaths.Of(agreement, year)}?{YearlyReportEndpoint.Done}={ReportPaths.Approve}#approuver");
        }

        if (asked.Problem is { Status: StatusCodes.Status404NotFound })
        {
            return FaultPages.NotFound;
        }

        var isStale = asked.Problem is { Status: StatusCodes.Status412PreconditionFailed };
        if (!isStale)
        {
            faults.Add("", asked.Problem is { } problem ? Faults.Sentence(language, problem) : Wording.Of("Portal", language)["Form.away"]);
        }

        return await YearlyReportEndpoint.Show(
            http, agreement, year, new TriedApproval(faults, isStale ? form[Read].ToString() : null, asked.IsAway ? key : null), asked.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }
}
