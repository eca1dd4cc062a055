using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>Which lines are asked for; what is left out does not narrow.</summary>
/// <param name="From">First day, included.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Year">2014-2015, as the agreement begins its years.</param>
/// <param name="Reference">As any institution refers to the line.</param>
/// <param name="ContributorName">
/// A part of the name of who teaches, in lines of the caller's institution; capitals and accents do not matter. For registrars, approvers and management.
/// </param>
/// <param name="Posted">Whether the ledger has given its posting a number.</param>
/// <param name="Waiting">A kind of what waits for the caller, as <c>GET /api/v1/waiting</c> counts it.</param>
/// <param name="Search">
/// A part of a reference or of the contributor's code (of a whole code that is known, that contributor alone), and in lines of the caller's institution of the title, and of the name for those who read names;
/// capitals and accents do not matter. 1 to 100 characters.
/// </param>
public sealed record ListFilter(
    [FromQuery(Name = "agreement")] string? Agreement = null,
    [FromQuery(Name = "state")] string? State = null,
    [FromQuery(Name = "from")] DateOnly? From = null,
    [FromQuery(Name = "to")] DateOnly? To = null,
    [FromQuery(Name = "year")] string? Year = null,
    [FromQuery(Name = "lendingInstitution")] string? LendingInstitution = null,
    [FromQuery(Name = "receivingInstitution")] string? ReceivingInstitution = null,
    [FromQuery(Name = "contributor")] string? Contributor = null,
    [FromQuery(Name = "contributorName")] string? ContributorName = null,
    [FromQuery(Name = "nature")] string? Nature = null,
    [FromQuery(Name = "domain")] string? Domain = null,
    [FromQuery(Name = "import")] Guid? Import = null,
    [FromQuery(Name = "series")] Guid? Series = null,
    [FromQuery(Name = "reference")] string? Reference = null,
    [FromQuery(Name = "regime")] string? Regime = null,
    [FromQuery(Name = "posted")] bool? Posted = null,
    [FromQuery(Name = "waiting")] string? Waiting = null,
    [FromQuery(Name = "search")] string? Search = null)
{
    private const int NameLimit = 200;
    private const int SearchLimit = 100;

    private static readonly string[] States = [.. Enum.GetValues<LineState>().Select(LineLife.Name)];

    private static readonly string KnownStates = string.Join(", ", States);

    /// <param name="role">Of who asks.</param>
    public Refusal? Check(string role) =>
        ContributorName is not null && !NameReaders.IsIn(role)
            ? Refusal.Forbidden("name-hidden", "Names are answered to registrars, approvers and management, who alone look for them.")
        : ContributorName is { Length: 0 or > NameLimit } ? Refusal.Invalid("contributor-name-invalid", $"A name has at most {NameLimit} characters.")
        : State is not null && !States.Contains(State) ? Refusal.Invalid("state-unknown", $"A state is one of {KnownStates}.")
        : Waiting is not null && !LinesThatWait.KindsOf(role).Contains(Waiting) ? Refusal.Invalid("waiting-unknown", "What waits for this role is of another kind.")
        : Search is { Length: 0 or > SearchLimit } ? Refusal.Invalid("search-invalid", $"What is searched for has 1 to {SearchLimit} characters.")
        : Regime is not null && !Regimes.Known.Contains(Regime) ? Refusal.Invalid("regime-unknown", "The regime is exchanged, paid-otherwise or free.")
        : null;
}
