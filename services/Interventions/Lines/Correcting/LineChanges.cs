using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Correcting;

/// <summary>Fields of a line that change; null leaves a field as it is.</summary>
public sealed record LineChanges(
    DateOnly? Date = null,
    string? LendingInstitution = null,
    string? ReceivingInstitution = null,
    string? Contributor = null,
    string? Domain = null,
    string? Nature = null,
    string? Title = null,
    decimal? Quantity = null,
    string? Unit = null,
    string? Sourcing = null,
    bool? EmployerInformed = null,
    string? Regime = null,
    string? Programme = null,
    string? Expertise = null)
{
    public LineDraft ApplyTo(LineDraft line) => line with
    {
        Date = Date ?? line.Date,
        LendingInstitution = LendingInstitution ?? line.LendingInstitution,
        ReceivingInstitution = ReceivingInstitution ?? line.ReceivingInstitution,
        Contributor = Contributor ?? line.Contributor,
        Domain = Domain ?? line.Domain,
        Nature = Nature ?? line.Nature,
        Title = Title ?? line.Title,
        Quantity = Quantity ?? line.Quantity,
        Unit = Unit ?? line.Unit,
        Sourcing = Sourcing ?? line.Sourcing,
        EmployerInformed = EmployerInformed ?? line.EmployerInformed,
        Regime = Regime ?? line.Regime,
        Programme = Programme ?? line.Programme,
        Expertise = Expertise ?? line.Expertise,
    };

    /// <summary>
    /// The line with the changes and a new revision, so without keys; by the same rules as a new line. Refused where the
    /// two institutions would be others: that is another line.
    /// </summary>
    internal static async Task<Decision<StoredLine>> Revise(NpgsqlTransaction transaction, StoredLine line, LineDraft draft, Caller caller)
    {
        var pair = new[] { line.LendingInstitution, line.ReceivingInstitution };
        if (!pair.Contains(draft.LendingInstitution) || !pair.Contains(draft.ReceivingInstitution))
        {
            return Refusal.Invalid("institutions-fixed", "A line stays between its two institutions; its direction may change.");
        }

        var agreement = (await AgreementStore.Load(transaction.Connection!, transaction, line.Agreement, caller.Institution))!;
        var faults = LineRules.Check(agreement, draft, caller.Institution, admitted: draft.Date == line.Date);
        if (faults.Count == 0 && CoTeaching.CheckShare(agreement, draft, line.CoTeachers, line.CoPosition) is { } share)
        {
            faults = [share];
        }

        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults[0].Code, faults[0].Message) with
            {
                Extensions = new Dictionary<string, object?> { ["field"] = faults[0].Field, ["faults"] = faults },
            };
        }

        var revised = line.With(draft, CoTeaching.TaughtBy(agreement, draft, line.CoTeachers, line.CoPosition)) with
        {
            Revision = line.Revision + 1,
            Cancels = false,
            DisputedFrom = null,
            DisputedBy = null,
            TermsVersion = null,
            CreditedMinutes = null,
        };
        return revised;
    }
}
