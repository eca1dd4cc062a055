using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Years;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>Which lines wait for somebody in a role, by kind: counted on the page to begin a day with, and listed there whole.</summary>
public static class LinesThatWait
{
    private const string Between = "@Caller in (line.lending_institution, line.receiving_institution)";

    // Without the key of this institution, by somebody who has neither turned one nor brought in what is to be confirmed.
    private const string MyKeyIsMissing = """
        line.state = 'delivered' and line.registered_by <> @Subject
        and not exists (select from interventions.turned_key as key where key.intervention = line.id and key.revision = line.revision
                        and (key.institution = @Caller or key.turned_by = @Subject))
        and not exists (select from interventions.line_reference as reference where reference.intervention = line.id and reference.registered_by = @Subject)
        and not exists (select from interventions.line_history as told where told.intervention = line.id and told.subject = @Subject
                        and told.act in ('deliver', 'correct', 'cancel'))
        """;

    // "declined": news for who asked, for 30 days.
    private const string DeclinedLately = """
        line.state = 'declined' and line.receiving_institution = @Caller
        and exists (select from interventions.line_history as told where told.intervention = line.id and told.act = 'decline' and told.at >= @DeclinedSince)
        """;

    private const string IsDisputed = "line.state = 'disputed'";

    // Who wrote last waits for the other.
    private const string IsDisputedAndOurs = $"""
        {IsDisputed} and @Caller <> (select message.institution from interventions.dispute_message as message where message.intervention = line.id order by message.number desc limit 1)
        """;

    private static readonly TimeSpan DeclinedShownFor = TimeSpan.FromDays(30);

    private static readonly Dictionary<string, (string Kind, string Condition)[]> OfRole = new()
    {
        [Roles.Approver] =
        [
            ("requests-to-approve", "line.state = 'requested' and line.lending_institution = @Caller"),
            ("lines-to-confirm", $"not line.cancels and {MyKeyIsMissing}"),
            ("cancellations-to-confirm", $"line.cancels and {MyKeyIsMissing}"),
            ("disputed-lines", IsDisputedAndOurs),
        ],
        [Roles.Registrar] =
        [
            ("approved-and-past", "line.state = 'approved' and line.date < @Today"),
            ("declined-requests", DeclinedLately),
            ("refused-by-ledger", "line.posting_refused is not null"),
            ("disputed-lines", IsDisputedAndOurs),
            ("proposed-changes", "exists (select from interventions.proposed_change as change where change.intervention = line.id and change.decided is null)"),
        ],
        [Roles.Finance] = Counted,
        [Roles.Auditor] = Counted,
    };

    private static (string Kind, string Condition)[] Counted =>
        [("open-lines", "line.state in ('requested', 'approved', 'delivered')"), ("disputed-lines", IsDisputed)];

    /// <summary>In the order in which they are shown; of management none.</summary>
    public static IReadOnlyList<string> KindsOf(string role) => [.. OfRole.GetValueOrDefault(role, []).Select(one => one.Kind)];

    /// <summary>SQL on <c>line</c>, with <see cref="Parameters"/>: between the caller's institution and another, and of the kind.</summary>
    public static string ConditionOf(string role, string kind) => $"{Between} and {OfRole[role].Single(one => one.Kind == kind).Condition}";

    public static DynamicParameters Parameters(Actor actor, TimeProvider clock) => new(new
    {
        Caller = actor.Institution,
        actor.Subject,
        Today = clock.Today(),
        DeclinedSince = clock.GetUtcNow() - DeclinedShownFor,
    });
}
