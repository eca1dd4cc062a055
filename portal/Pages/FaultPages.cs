using HourExchange.Client;
using HourExchange.Contracts.Access;
using HourExchange.Portal.Asking;
using HourExchange.Portal.SigningIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace HourExchange.Portal.Pages;

/// <summary>What a page says that cannot be shown: what happened, and where to go on.</summary>
public static class FaultPages
{
    public static IResult NotFound { get; } = Page(FaultModel.Unknown, StatusCodes.Status404NotFound);

    public static IResult FormExpired { get; } = Page("form-expired", StatusCodes.Status400BadRequest);

    public static IResult Ours { get; } = Page("ours", StatusCodes.Status500InternalServerError);

    public static IResult SignInMissing { get; } = Page("sign-in-missing", StatusCodes.Status503ServiceUnavailable);

    public static IResult SignInAway { get; } = Page("sign-in-away", StatusCodes.Status503ServiceUnavailable);

    public static IResult SignInFailed { get; } = Page("sign-in-failed", StatusCodes.Status400BadRequest);

    public static IResult SignedOut { get; } = Page("signed-out", StatusCodes.Status200OK);

    public static IResult TooLarge { get; } = Page("too-large", StatusCodes.Status413PayloadTooLarge);

    /// <summary>
    /// A service does not answer, and the page has nothing without it. Where the sign-in provider is away, that is why. What was typed stands
    /// there, to be sent again with the form's key.
    /// </summary>
    public static IResult Away { get; } = new Told(http => Page(
        new FaultModel(http.Items.ContainsKey(SessionEvents.ProviderIsAway) ? "sign-in-away" : "away")
        {
            Services = House.AwayFor(http),
            Typed = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? Fields(http.Request.Form) : [],
        },
        StatusCodes.Status503ServiceUnavailable));

    /// <summary>The endpoint is for other roles: it says for which.</summary>
    public static IResult RoleMissing { get; } = new Told(http => Page(new FaultModel("role")
    {
        Roles = [.. http.GetEndpoint()?.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<ClaimsAuthorizationRequirement>()
            .Where(requirement => requirement.ClaimType == Plumbing.Security.Caller.RoleClaim).SelectMany(requirement => requirement.AllowedValues ?? []) ?? []],
    }, StatusCodes.Status403Forbidden));

    /// <summary>The reader acts for another institution or in another role than when the form was opened.</summary>
    public static IResult OtherRole(string acting) => Page(new FaultModel("other-role") { ActedFor = acting.Split('/') is [var institution, var role] && Known.Contains(role) ? (institution, role) : null }, StatusCodes.Status409Conflict);

    /// <summary>The session has ended while a form was filled in: it comes back as it was typed.</summary>
    public static IResult Resend(IFormCollection form) => Resend("resend", form, StatusCodes.Status401Unauthorized);

    /// <summary>A form whose proof no longer holds, of a page of ours.</summary>
    public static IResult ResendAgain(IFormCollection form) => Resend("resend-again", form, StatusCodes.Status400BadRequest);

    private static readonly string[] Known = [.. Roles.Readers, Roles.Admin, Roles.Operator];

    private static Rendered<FaultPage> Resend(string kind, IFormCollection form, int status) => Page(new FaultModel(kind) { Typed = Fields(form) }, status);

    private static IReadOnlyList<(string Name, string Value)> Fields(IFormCollection form) =>
        [.. form.Where(field => field.Key is not (FormGuard.ActingFor or "__RequestVerificationToken")).SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")))];

    /// <summary>A refusal that no form can mend.</summary>
    public static IResult Of(ProblemDetails problem) => problem.Status switch
    {
        StatusCodes.Status401Unauthorized => new Told(http => http.Items.ContainsKey(SessionEvents.ProviderIsAway) ? Away : SignInFailed),
        StatusCodes.Status404NotFound or StatusCodes.Status400BadRequest => NotFound,
        _ => Page(new FaultModel("refused") { Problem = problem }, problem.Status),
    };

    private static Rendered<FaultPage> Page(string kind, int status) => Page(new FaultModel(kind), status);

    private static Rendered<FaultPage> Page(FaultModel model, int status) => new(model, status);

    private sealed class Told(Func<HttpContext, IResult> page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => page(httpContext).ExecuteAsync(httpContext);
    }
}

/// <param name="Kind">A code of words.</param>
public sealed record FaultModel(string Kind)
{
    public const string Unknown = "unknown";

    /// <summary>Who may do it.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public (string Institution, string Role)? ActedFor { get; init; }

    /// <summary>What was typed, to be sent again.</summary>
    public IReadOnlyList<(string Name, string Value)> Typed { get; init; } = [];

    /// <summary>Those that did not answer.</summary>
    public IReadOnlyCollection<string> Services { get; init; } = [];

    public ProblemDetails? Problem { get; init; }
}
