using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.ProposingChanges;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>
/// Registers delivered lines under one agreement. A reference that the institution has used before means the same line:
/// with the same content it is a duplicate, with other content a fault. A line that the other party registered under the
/// same reference with the same content is that line too, and now carries both references.
/// </summary>
internal static class RegisterLines
{
    /// <remarks>Good lines are written whatever faults others have: the caller decides whether to commit.</remarks>
    /// <param name="import">The list they come from: what it says differently of known lines is proposed, not refused.</param>
    public static async Task<IReadOnlyList<RegistrationOutcome>> Run(
        NpgsqlTransaction transaction, Agreement agreement, IReadOnlyList<LineToRegister> lines, Caller caller, Guid? import, DateTimeOffset now)
    {
        await AgreementStore.LockForLines(transaction, agreement.Ref);
        var known = await LineStore.FindByReference(
            transaction, agreement.Ref, lines.Select(line => line.Draft.Reference).OfType<string>().Where(Codes.IsTerm).Distinct(StringComparer.Ordinal));
        var plan = Plan(agreement, lines, caller.Institution, known, proposesChanges: import is not null);
        if (plan.New.Count > 0)
        {
            await LineStore.Insert(transaction, agreement.Ref, plan.New, caller, import, now);
        }

        await LineStore.AddReferences(transaction, agreement.Ref, caller, plan.AlsoReferred);
        await ProposalStore.Add(transaction, plan.Proposed, caller, import, now);
        return plan.Outcomes;
    }

    private static RegistrationPlan Plan(Agreement agreement, IReadOnlyList<LineToRegister> lines, string institution, ILookup<string, KnownLine> known, bool proposesChanges)
    {
        var plan = new RegistrationPlan(proposesChanges);
        var own = new Dictionary<string, KnownLine>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var draft = line.Draft;
            var faults = LineRules.Check(agreement, draft, institution);
            if (faults.Count > 0)
            {
                plan.Refuse(faults);
            }
            else if (CoTeaching.CheckShare(agreement, draft, line.CoTeachers, line.CoPosition) is { } share)
            {
                plan.Refuse([share]);
            }
            else if (draft.Reference is null)
            {
                plan.Add(agreement, line);
            }
            else if ((own.GetValueOrDefault(draft.Reference) ?? known[draft.Reference].FirstOrDefault(other => other.ReferredBy == institution)) is { } same)
            {
                plan.Compare(same, draft, line.State == LineState.Requested);
            }
            else if (known[draft.Reference].FirstOrDefault(
                other => other.Draft.IsSameInterventionAs(draft) && (proposesChanges || other.IsPlanned == (line.State == LineState.Requested))) is { } theirs)
            {
                plan.Refer(draft.Reference, theirs.Id);
                own[draft.Reference] = theirs with { ReferredBy = institution };
            }
            else
            {
                own[draft.Reference] = new KnownLine(
                    plan.Add(agreement, line), institution, institution, draft with { Regime = draft.Regime ?? Regimes.Exchanged }, line.State == LineState.Requested);
            }
        }

        return plan;
    }
}
