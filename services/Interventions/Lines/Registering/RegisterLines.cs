using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.ProposingChanges;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>
/// Registers lines under one agreement. One reference, one line, whichever of its two institutions gave it: the same content
/// again is a duplicate, and a line of the other party then carries both references; other content is a change that a list
/// proposes, and a fault where one line is registered (docs/domain.md, Import).
/// </summary>
internal static class RegisterLines
{
    /// <remarks>Good lines are written whatever faults others have: the caller decides whether to commit.</remarks>
    /// <param name="import">The list they come from: what it says differently of known lines is proposed, not refused.</param>
    /// <param name="said">What this list has said under each reference so far.</param>
    /// <param name="today">Nobody has delivered later.</param>
    /// <returns>The outcome of each line, and the codes of those who were in no line before.</returns>
    public static async Task<(IReadOnlyList<RegistrationOutcome> Outcomes, IReadOnlyList<string> Newcomers)> Run(
        NpgsqlTransaction transaction, Agreement agreement, IReadOnlyList<LineToRegister> lines, Actor actor, Guid? import,
        Dictionary<string, (LineContent Content, Guid? Id)> said, DateTimeOffset now, DateOnly today)
    {
        await AgreementStore.LockForLines(transaction, agreement.Ref);
        var plan = await Plan(transaction.Connection!, transaction, agreement, lines, actor.Institution, isList: import is not null, said, today);
        var newcomers = plan.New.Count > 0 ? await LineStore.Insert(transaction, agreement.Ref, plan.New, actor, import, now) : [];

        await KnownReferences.Add(transaction, agreement.Ref, actor, plan.References);
        await ProposalStore.Add(transaction, plan.Proposed, actor, import, now);
        return (plan.Outcomes, newcomers);
    }

    /// <summary>What would become of lines of a list now, by the same plan. Nothing is locked or written.</summary>
    /// <inheritdoc cref="Run"/>
    public static async Task<IReadOnlyList<RegistrationOutcome>> Foresee(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Agreement agreement, IReadOnlyList<LineToRegister> lines, string institution,
        Dictionary<string, (LineContent Content, Guid? Id)> said, DateOnly today) =>
        (await Plan(connection, transaction, agreement, lines, institution, isList: true, said, today)).Outcomes;

    private static async Task<RegistrationPlan> Plan(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Agreement agreement, IReadOnlyList<LineToRegister> lines, string institution, bool isList,
        Dictionary<string, (LineContent Content, Guid? Id)> said, DateOnly today)
    {
        var known = await KnownReferences.Find(
            connection, transaction, agreement.Ref, lines.Select(line => line.Reference).OfType<string>().Where(Codes.IsTerm).Distinct(StringComparer.Ordinal));
        var plan = new RegistrationPlan(agreement, institution, isList);
        foreach (var line in lines)
        {
            Decide(plan, line, agreement, institution, known, said, today);
        }

        return plan;
    }

    private static void Decide(
        RegistrationPlan plan, LineToRegister line, Agreement agreement, string institution, ILookup<string, KnownLine> known,
        Dictionary<string, (LineContent Content, Guid? Id)> said, DateOnly today)
    {
        var faults = LineRules.Check(agreement, line.Content, institution, line.Reference, latest: line.IsPlanned ? null : today);
        if (faults.Count > 0)
        {
            plan.Refuse(faults);
        }
        else if (CoTeaching.CheckShare(agreement, line.Content, line.CoTeachers, line.CoPosition) is { } share)
        {
            plan.Refuse(share);
        }
        else if (line.Reference is not { } reference)
        {
            plan.Add(line);
        }
        else if (said.TryGetValue(reference, out var before))
        {
            if (before.Content == line.Content)
            {
                plan.Outcomes.Add(new RegistrationOutcome(before.Id, true, []));
            }
            else
            {
                plan.Refuse(new LineFault("reference", "reference-twice", $"The reference {reference} stands in this list before, with other content."));
            }
        }
        else
        {
            // Its own reference first; then that of the other institution of the line.
            if (known[reference].OrderBy(other => other.ReferredBy != institution)
                .FirstOrDefault(other => other.ReferredBy == institution || other.Content.IsBetween(institution)) is { } same)
            {
                plan.Compare(same, line);
            }
            else
            {
                plan.Add(line);
            }

            if (plan.Outcomes[^1] is { Faults.Count: 0 } outcome)
            {
                said[reference] = (line.Content, outcome.Id);
            }
        }
    }
}
