using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.ProposingChanges;
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
        NpgsqlTransaction transaction, Agreement agreement, IReadOnlyList<LineToRegister> lines, Actor actor, Guid? import, DateTimeOffset now)
    {
        await AgreementStore.LockForLines(transaction, agreement.Ref);
        var known = await KnownReferences.Find(
            transaction, agreement.Ref, lines.Select(line => line.Reference).OfType<string>().Where(Codes.IsTerm).Distinct(StringComparer.Ordinal));
        var plan = Plan(agreement, lines, actor.Institution, known, proposesChanges: import is not null);
        if (plan.New.Count > 0)
        {
            await LineStore.Insert(transaction, agreement.Ref, plan.New, actor, import, now);
        }

        await KnownReferences.Add(transaction, agreement.Ref, actor, plan.References);
        await ProposalStore.Add(transaction, plan.Proposed, actor, import, now);
        return plan.Outcomes;
    }

    private static RegistrationPlan Plan(
        Agreement agreement, IReadOnlyList<LineToRegister> lines, string institution, ILookup<string, KnownLine> known, bool proposesChanges)
    {
        var plan = new RegistrationPlan(proposesChanges);
        var own = new Dictionary<string, KnownLine>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var faults = LineRules.Check(agreement, line.Content, institution, line.Reference);
            if (faults.Count > 0)
            {
                plan.Refuse(faults);
            }
            else if (CoTeaching.CheckShare(agreement, line.Content, line.CoTeachers, line.CoPosition) is { } share)
            {
                plan.Refuse([share]);
            }
            else if (line.Reference is null)
            {
                plan.Add(agreement, line);
            }
            else if ((own.GetValueOrDefault(line.Reference) ?? known[line.Reference].FirstOrDefault(other => other.ReferredBy == institution)) is { } same)
            {
                plan.Compare(same, line);
            }
            else if (known[line.Reference].FirstOrDefault(
                other => other.Content.IsSameInterventionAs(line.Content) && (proposesChanges || other.IsPlanned == line.IsPlanned)) is { } theirs)
            {
                plan.Refer(line.Reference, theirs.Id);
                own[line.Reference] = theirs with { ReferredBy = institution };
            }
            else
            {
                var begun = plan.Add(agreement, line);
                own[line.Reference] = new KnownLine(begun.Id, institution, institution, begun.Content, line.IsPlanned);
            }
        }

        return plan;
    }
}
