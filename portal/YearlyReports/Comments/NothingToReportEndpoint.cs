using System.Globalization;
using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.YearlyReports.Comments;

/// <summary>Rubrics of which nobody has said anything, and of which there is nothing to say: said of all of them at once.</summary>
public static class NothingToReportEndpoint
{
    public const string Field = "rubrique";

    /// <summary>A report has no more rubrics than this.</summary>
    private const int Limit = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = $"{ReportPaths.OfOne}/{ReportPaths.NothingToReport}";
        routes.MapPost(path, Say).For(Roles.Management).Form().TakesLong();
        // Who asks for the address of a form gets the page on which it stands.
        routes.MapGet(path, (string agreement, string year) => Results.Redirect(ReportPaths.Of(agreement, year, ReportPaths.Comments))).For(Roles.Readers);
    }

    private static async Task<IResult> Say(string agreement, string year, IFormCollection form, HttpContext http, House house)
    {
        foreach (var (index, rubric) in form[Field].OfType<string>().Distinct(StringComparer.Ordinal).Take(Limit).Index())
        {
            // In place of nothing: what somebody has written meanwhile stays.
            var draft = new CommentDraft { Rubric = rubric, Replaces = 0, Content = TypedComment.Silence };
            var asked = await house.Reporting((client, stopping) =>
                client.CommentOnRubricAsync(agreement, year, draft, FormGuard.KeyOf(form, index.ToString(CultureInfo.InvariantCulture)), stopping));
            if (asked.Value is not null)
            {
                continue;
            }

            if (asked.Problem is { Status: StatusCodes.Status404NotFound })
            {
                return FaultPages.NotFound;
            }

            var (language, faults) = (PageLanguage.Of(http.Request), new Faults(form));
            faults.Add("", asked.Problem is { } problem ? Faults.Sentence(language, problem) : Wording.Of("Portal", language)["Form.away"]);
            return await CommentsEndpoint.Show(
                http, agreement, year, new TriedComment(TypedComment.None, faults), asked.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
        }

        return Results.Redirect($"{ReportPaths.Of(agreement, year, ReportPaths.Comments)}?{CommentsEndpoint.Done}={ReportPaths.NothingToReport}");
    }
}
