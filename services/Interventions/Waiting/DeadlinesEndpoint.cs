using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Meeting;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Waiting;

/// <summary>The agreement's term as at a day, and what is due next, with alerts.</summary>
public static class DeadlinesEndpoint
{
    private const string Pending = """
        select effective_from from interventions.agreement_layer
        where agreement = @reference and in_force_since is null and withdrawn_at is null order by version
        """;

    // The highest revision holds.
    private const string OpenActions = """
        select action.number, action.due_on from interventions.action
        where agreement = @reference and 'open' = (
            select state from interventions.action_state as said where said.action = action.id order by revision desc limit 1)
        order by due_on, number limit 200
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/deadlines", (string reference, DateOnly on, HttpContext http, NpgsqlDataSource database) =>
            AgreementAccess.Read(http, database, reference, (connection, agreement) => Read(connection, agreement, on)))
            .For(AgreementAccess.Readers).WithName("getDeadlines");

    private static async Task<Shown<DeadlinesView>> Read(NpgsqlConnection connection, Agreement agreement, DateOnly on)
    {
        var reference = agreement.Ref;
        if (agreement.LastTermsAt(on) is not { } terms || on.Year > 2199)
        {
            return Refusal.Invalid("no-terms-in-force", $"{reference} has no terms in force on {on:yyyy-MM-dd}.");
        }

        var endsOn = agreement.EndsOn(on);
        var term = AgreementDeadlines.TermAt(terms, endsOn < on ? endsOn.Value : on);
        var alertDays = AgreementDeadlines.AlertDays(terms);
        var deadlines = AgreementDeadlines.Of(terms, endsOn, on)
            .Concat((await connection.QueryAsync<DateOnly>(Pending, new { reference })).Select(day => Deadline.Of("consents", day, on, alertDays)))
            .Concat((await connection.QueryAsync<ActionRow>(OpenActions, new { reference }))
                .Select(action => Deadline.Of("action", action.DueOn, on, alertDays, $"{action.Number}")))
            .OrderBy(deadline => deadline.DueOn).ThenBy(deadline => deadline.Kind, StringComparer.Ordinal).ToList();
        return new DeadlinesView(
            agreement.Ref, on, new TermView(term.Number, term.FirstDay, term.LastDay, term.RenewalsElapsed, term.LastDayForNotice), endsOn,
            await SteeringMeetings.Missing(connection, agreement, terms.YearOf(on), on), deadlines);
    }

    private sealed record ActionRow(int Number, DateOnly DueOn);
}

/// <summary>An agreement's term as at a day, and what is due.</summary>
/// <param name="Ref">Code of the agreement.</param>
/// <param name="On">The day asked about.</param>
/// <param name="Term">The term in which the day lies, or the last.</param>
/// <param name="EndsOn">The agreement's last day; null while it is renewed tacitly.</param>
/// <param name="SteeringMeetingsMissing">How many the academic year still lacks of the two that an agreement foresees.</param>
/// <param name="Deadlines">The earliest first.</param>
public sealed record DeadlinesView(
    string Ref, DateOnly On, TermView Term, DateOnly? EndsOn, int SteeringMeetingsMissing, IReadOnlyList<Deadline> Deadlines);

/// <summary>One term of an agreement.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="RenewalsElapsed">How often the agreement has been renewed tacitly.</param>
/// <param name="LastDayForNotice">A notice received on this day still ends the agreement with this term.</param>
public sealed record TermView(int Number, DateOnly FirstDay, DateOnly LastDay, int RenewalsElapsed, DateOnly LastDayForNotice);
