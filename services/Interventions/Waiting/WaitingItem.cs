namespace HourExchange.Interventions.Waiting;

/// <summary>One of what waits.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Link">Where it is read.</param>
/// <param name="Date">Day of the intervention, or day by which something is due or takes effect.</param>
/// <param name="Subject">What it is about: a title, an action, a version, a deadline.</param>
/// <param name="Id">Of a line or an action.</param>
/// <param name="LendingInstitution">Of a line.</param>
/// <param name="ReceivingInstitution">Of a line.</param>
/// <param name="Contributor">Of a line: code of who teaches.</param>
/// <param name="ContributorName">Of a line: who teaches, for registrars, approvers and management; null where nobody knows.</param>
/// <param name="Nature">Of a line.</param>
/// <param name="Domain">Of a line.</param>
/// <param name="Quantity">Of a line, in its unit.</param>
/// <param name="Unit">Of a line.</param>
/// <param name="State">Of a line.</param>
/// <param name="Version">Of a line: its ETag.</param>
/// <param name="ProposedMinutes">Of a disputed line: how long it lasted, as who disputes it says.</param>
/// <param name="Refused">Code of the ledger's refusal.</param>
public sealed record WaitingItem(
    string Agreement,
    string Link,
    DateOnly Date,
    string Subject,
    Guid? Id = null,
    string? LendingInstitution = null,
    string? ReceivingInstitution = null,
    string? Contributor = null,
    string? ContributorName = null,
    string? Nature = null,
    string? Domain = null,
    decimal? Quantity = null,
    string? Unit = null,
    string? State = null,
    int? Version = null,
    int? ProposedMinutes = null,
    string? Refused = null);
