using HourExchange.Client;
using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.YearlyReports.Comments;

/// <summary>What managements say of a year, rubric by rubric beside its figures: read, written, looked at before it is kept.</summary>
public static class CommentsEndpoint
{
    /// <summary>In the query, after a rubric was written: which.</summary>
    public const string Done = "fait";

    private const string Preview = "apercu";

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = $"{ReportPaths.OfOne}/{ReportPaths.Comments}";
        routes.MapGet(path, (string agreement, string year, HttpContext http) => Show(http, agreement, year, null)).For(Roles.Readers);
        routes.MapPost(path, (string agreement, string year, IFormCollection form, HttpContext http, House house) => Write(agreement, year, form, http, house)).For(Roles.Management).Form();
    }

    private static async Task<IResult> Write(string agreement, string year, IFormCollection form, HttpContext http, House house)
    {
        var language = PageLanguage.Of(http.Request);
        var (faults, words, key) = (new Faults(form), Wording.Of("Portal", language), FormGuard.KeyOf(form));
        if (TypedComment.Of(form) is not { } typed)
        {
            return FaultPages.FormExpired;
        }

        if (form["faire"] == Preview)
        {
            return await Show(http, agreement, year, new TriedComment(typed, faults, IsPreview: true));
        }

        if (typed.Read(faults, words) is not { } content)
        {
            return await Show(http, agreement, year, new TriedComment(typed, faults), StatusCodes.Status422UnprocessableEntity);
        }

        var asked = await house.Reporting((client, stopping) =>
            client.CommentOnRubricAsync(agreement, year, new CommentDraft { Rubric = typed.Rubric, Replaces = typed.Version, Content = content }, key, stopping));
        switch (asked)
        {
            case { Value: not null }:
                return Results.Redirect($"{ReportPaths.Of(agreement, year, ReportPaths.Comments)}?{Done}={Uri.EscapeDataString(typed.Rubric)}#{Uri.EscapeDataString(typed.Rubric)}");
            case { Problem.Status: StatusCodes.Status404NotFound }:
                return FaultPages.NotFound;
            case { Problem.Status: StatusCodes.Status412PreconditionFailed }:
                return await Show(http, agreement, year, new TriedComment(typed, faults, IsStale: true), StatusCodes.Status412PreconditionFailed);
            case { Problem: { } problem }:
                faults.Add(FieldOf(typed, problem), Faults.Sentence(language, problem));
                break;
            default:
                faults.Add("", words["Form.away"]);
                break;
        }

        return await Show(http, agreement, year, new TriedComment(typed, faults, Key: asked.IsAway ? key : null), asked.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static string FieldOf(TypedComment typed, ProblemDetails problem) => problem.Code switch
    {
        "indicators-too-many" or "indicator-invalid" => TypedComment.NameOf(typed.Rubric, "indicators"),
        "comment-empty" or "comment-html" or "comment-too-long" => TypedComment.NameOf(typed.Rubric, TypedComment.Fields[0]),
        _ => "",
    };

    internal static async Task<IResult> Show(HttpContext http, string agreement, string year, TriedComment? tried, int status = StatusCodes.Status200OK) =>
        (await ReadPart.Of(http, agreement, year, "comments")).IsRefused(out var fault, out var part)
            ? fault
            : new Rendered<CommentsPage>(new CommentsModel(part, tried, tried is null ? http.Request.Query[Done].ToString() : ""), status);
}

/// <param name="Tried">The comment that came back; null: none.</param>
/// <param name="Done">Code of the rubric that was written.</param>
public sealed record CommentsModel(ReportPart Part, TriedComment? Tried, string Done);

/// <summary>A comment that is not kept.</summary>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
/// <param name="IsPreview">It is only looked at.</param>
/// <param name="IsStale">Somebody has written the rubric meanwhile.</param>
public sealed record TriedComment(TypedComment Typed, Faults Faults, string? Key = null, bool IsPreview = false, bool IsStale = false);
